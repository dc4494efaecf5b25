import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { openCli } from './run-cli.ts'

/** Reads a page at a depth that analyses and verifies, with a model that has to be paid. */
async function read(html: string) {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  const cli = openCli({
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: openai.url,
    MODELS: 'openai:gpt-5-mini',
  })
  const file = join(cli.folder, 'page.html')
  writeFileSync(file, html)
  const { code, stdout } = await cli.run(file, '--depth', 'standard', '--json')
  return { code, result: JSON.parse(stdout), requests: openai.requests }
}

it('a check for robots is refused before any model is asked, with what to do', async () => {
  const { code, result, requests } = await read(
    '<html><head><title>Just a moment...</title></head><body>Verifying you are human. This may take a few seconds.</body></html>',
  )

  expect([code, result.status, result.cost.total_cost, requests.length]).toEqual([1, 'failed', 0, 0])
  expect(result.failure).toEqual({
    code: 'refuses_programs',
    message: 'This site does not let programs read the page.',
    hint: 'Use another link to the same content, one that anybody can open without signing in.',
  })
})

it('a page that keeps its text back is briefed by its own description, marked, and for nothing', async () => {
  const { code, result, requests } = await read(
    '<html><head><title>Harbours</title><meta property="og:description" content="Three harbours on the coast closed on Monday after the storm broke their gates."></head><body><p>Log in to see more.</p></body></html>',
  )

  expect([code, result.cost.total_cost, requests.length]).toEqual([0, 0, 0])
  expect(result.brief.summary).toContain('Three harbours on the coast closed')
  expect(result.notes).toContain(
    'This page wants you to sign in first, so only its own short description was read, and no model was paid for it.',
  )
})
