import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { prepareEnvironment } from '../../../src/app/settings/environment.ts'

function dotEnv(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, '.env')
  writeFileSync(file, content)
  return file
}

it('adds what the file has and the environment has not', () => {
  const variables = { LOG_LEVEL: 'warn' }
  prepareEnvironment(variables, dotEnv('LOG_LEVEL=debug\nMODELS=openai:gpt-5\n'))
  expect(variables).toEqual({ LOG_LEVEL: 'warn', MODELS: 'openai:gpt-5' })
})

it('takes empty values and blanks out, wherever they come from', () => {
  const variables = { SHARDS: '', OPENAI_BASE_URL: '  ', TIME_ZONE: 'UTC' }
  prepareEnvironment(variables, dotEnv('ANTHROPIC_BASE_URL=\nDISCORD_TOKEN="  "\n'))
  expect(variables).toEqual({ TIME_ZONE: 'UTC' })
})

it('lets the file fill in what is empty in the environment', () => {
  const variables = { OPENAI_API_KEY: '' }
  prepareEnvironment(variables, dotEnv('OPENAI_API_KEY=of-the-file'))
  expect(variables).toEqual({ OPENAI_API_KEY: 'of-the-file' })
})

it('does without a file', () => {
  const variables = { SHARDS: '' }
  prepareEnvironment(variables, join(tmpdir(), 'no-such-folder', '.env'))
  expect(variables).toEqual({})
})
