import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../support/cli/command-line.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'

const article = `The harbour of Hollowmere froze over in January. ${'Forty ships lay in the ice until the end of March. '.repeat(20)}`

it('sends traces of model calls with models and tokens, without what was asked and answered', async () => {
  const payloads: string[] = []
  const paths = new Set<string>()
  const collector = createServer(async (request, response) => {
    paths.add(request.url ?? '')
    payloads.push(await text(request))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const provider = await startOpenAiServer()
  onTestFinished(async () => {
    collector.close()
    await provider.close()
  })
  const { port } = collector.address() as AddressInfo
  const cli = openCommandLine({
    settings: {
      MODELS: 'openai:gpt-5-mini',
      OPENAI_API_KEY: 'sk-operator',
      OPENAI_BASE_URL: provider.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`,
    },
  })

  await cli.run(cli.file('article.md', article), '--depth', 'quick', '--json')

  expect([...paths]).toEqual(['/v1/traces'])
  const sent = payloads.join('\n')
  expect(sent).toContain('chat gpt-5-mini')
  expect(sent).toContain('gen_ai.usage.input_tokens')
  expect(sent).toContain('"autointel"')
  expect(sent).not.toMatch(/Hollowmere|Forty ships|sk-operator/)
})
