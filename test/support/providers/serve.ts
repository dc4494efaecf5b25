import { parseArgs } from 'node:util'
import { startAnthropicServer } from './anthropic-server.ts'
import { startGeminiServer } from './gemini-server.ts'
import { startOpenAiServer } from './openai-server.ts'

/**
 * A local provider as a process of its own, for tests that kill the client:
 * `node serve.ts --kind openai --log-file served.jsonl`. Prints `{"url":"…"}` when it is ready; ends on SIGTERM.
 */
const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'openai' },
    port: { type: 'string', default: '0' },
    'log-file': { type: 'string' },
    'latency-ms': { type: 'string', default: '0' },
    'characters-per-token': { type: 'string', default: '4' },
  },
})

const starters: Readonly<Record<string, typeof startOpenAiServer>> = {
  openai: startOpenAiServer,
  anthropic: startAnthropicServer,
  gemini: startGeminiServer,
}
const start = starters[values.kind]
if (start === undefined) throw new Error(`expected --kind openai, anthropic or gemini, got ${values.kind}`)
const logFile = values['log-file']
const server = await start({
  port: Number(values.port),
  latencyMs: Number(values['latency-ms']),
  charactersPerToken: Number(values['characters-per-token']),
  ...(logFile !== undefined && { logFile }),
})
process.once('SIGTERM', () => server.close())
console.log(JSON.stringify({ url: server.url }))
