import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText } from 'ai'
import { expect, it, onTestFinished } from 'vitest'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import { answer } from '../support/providers/reply.ts'
import { readServedLog } from '../support/providers/served-call.ts'

const serveFile = fileURLToPath(new URL('../support/providers/serve.ts', import.meta.url))

function temporaryLogFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'served-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'served.jsonl')
}

it('has the call on the disk before the first byte of a stream arrives', async () => {
  const logFile = temporaryLogFile()
  const server = await startOpenAiServer({ logFile })
  onTestFinished(() => server.close())
  server.respondWith([answer({ silentAfterChunks: 0 })])
  const body = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Hello there.' }] }

  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(body),
  })

  expect(response.status).toBe(200)
  expect(server.served).toEqual([])
  expect(readServedLog(logFile)).toMatchObject([{ endpoint: 'chat', model: 'm', billed: true }])
})

it('corrects the line of a stream that was abandoned', async () => {
  const logFile = temporaryLogFile()
  const server = await startOpenAiServer({ logFile })
  server.respondWith([answer({ silentAfterChunks: 0 })])
  const body = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Hello there.' }] }
  await fetch(`${server.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })

  await server.close()

  expect(readFileSync(logFile, 'utf8').trim().split('\n')).toHaveLength(2)
  expect(readServedLog(logFile)).toEqual(server.served)
  expect(server.served).toMatchObject([{ completed: false, usage: { output: 0 } }])
})

it('serves as a process of its own until it is told to stop', async () => {
  const logFile = temporaryLogFile()
  const provider = spawn(process.execPath, [serveFile, '--kind', 'anthropic', '--log-file', logFile])
  onTestFinished(() => void provider.kill('SIGKILL'))
  const [ready] = await once(createInterface(provider.stdout), 'line')
  const { url } = JSON.parse(ready)

  const anthropic = createAnthropic({ baseURL: url, apiKey: 'test-key' })
  const { text, usage } = await generateText({
    model: anthropic('claude-sonnet-4-5'),
    prompt: 'Hello there.',
  })
  provider.kill('SIGTERM')
  const [exitCode] = await once(provider, 'exit')

  expect(exitCode).toBe(0)
  expect(readServedLog(logFile)).toMatchObject([
    { text, completed: true, usage: { input: usage.inputTokens, output: usage.outputTokens } },
  ])
})
