import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { article, openCli } from '../surfaces/cli/run-cli.ts'
import { startBotProcess } from '../surfaces/discord/bot-process.ts'
import { dataFolder, environmentFor, localDiscord } from '../surfaces/discord/local-bot.ts'

const example = fileURLToPath(new URL('../../.env.example', import.meta.url))

/** Every setting of the example as a container's `env_file` hands it on: with nothing behind the equals sign. */
const emptySettings = {
  OPENAI_BASE_URL: '',
  ANTHROPIC_BASE_URL: '',
  GOOGLE_GENERATIVE_AI_BASE_URL: '',
  OPENAI_API_KEY: '',
  SHARDS: '',
}

it.each([{}, emptySettings])('starts the command line from a copy of .env.example', async (settings) => {
  const cli = openCli(settings)
  await copyFile(example, join(cli.folder, '.env'))
  const file = cli.file('article.md', article)
  expect(await cli.runProcess(file, '--json')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('harbour'),
  })
})

it('says which file it cannot read', async () => {
  const cli = openCli()
  await mkdir(join(cli.folder, '.env'))
  const { code, stderr } = await cli.runProcess('--help')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^The file \.env cannot be read: .+\n$/)
})

it.each([{}, emptySettings])('starts the bot from a copy of .env.example', async (settings) => {
  const folder = await dataFolder()
  await copyFile(example, join(folder, '.env'))
  const environment = await environmentFor(await localDiscord(), { DATA_DIR: folder, ...settings })
  expect(JSON.parse(await startBotProcess(environment, folder).ready)).toMatchObject({ servers: 1 })
})
