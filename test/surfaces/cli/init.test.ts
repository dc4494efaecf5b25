import { existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Prompts } from '../../../src/surfaces/cli/init/prompts.ts'
import { setupForm } from '../../../src/wire/setup.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { openCli } from './run-cli.ts'

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')

function open(options: Partial<Parameters<typeof openCommandLine>[0]> = {}) {
  const cli = openCommandLine({ settings: {}, ...options })
  const file = join(cli.folder, '.env')
  return {
    cli,
    file,
    written: () => parseEnv(readFileSync(file, 'utf8')),
    exists: () => existsSync(file),
  }
}

/** Somebody at a terminal who gives these answers in turn, and then breaks off. */
function answering(...answers: readonly (string | boolean)[]): Prompts {
  const left = [...answers]
  const next = async () => left.shift() as never
  return { begin: () => undefined, choose: next, text: next, secret: next, confirm: next }
}

const local = { OPENAI_BASE_URL: 'http://127.0.0.1:1' }

describe('init by options', () => {
  it('writes the example for its owner alone, prepares the books and says what comes next', async () => {
    const { cli, file, exists } = open()

    const { code, stdout } = await cli.run('init', '--yes')

    expect(code).toBe(0)
    expect(stdout).toContain(`Wrote ${file}.`)
    expect(stdout).toContain('All is in order.')
    expect(stdout).toContain('Next: npm run autointel -- https://')
    expect(exists()).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toBe(example)
    expect(existsSync(join(cli.folder, 'data', 'autointel.db'))).toBe(true)
  })

  it('takes keys from standard input and the environment, and sets limits of the whole bot', async () => {
    const { cli, written } = open({
      settings: { ...local, DISCORD_TOKEN: 'token.of.bot' },
      input: 'sk-test-1\n',
    })

    const { stdout, stderr } = await cli.run(
      'init',
      ...['--openai-key', '-', '--discord-token', '--owner', '123456789012345678'],
      ...['--month-limit', '50', '--day-limit', '$5', '--json'],
    )

    expect(written()).toMatchObject({
      OPENAI_API_KEY: 'sk-test-1',
      MODELS: 'openai:gpt-5-mini',
      DISCORD_TOKEN: 'token.of.bot',
      OWNER_IDS: '123456789012345678',
    })
    const told = setupForm.parse(JSON.parse(stdout))
    expect(told.settings).toEqual(['OPENAI_API_KEY', 'DISCORD_TOKEN', 'OWNER_IDS', 'MODELS'])
    expect(told.ok).toBe(false) // the provider is not there
    expect(`${stdout}${stderr}`).not.toContain('sk-test-1')
    const budgets = await cli.run('budget', 'show', 'bot')
    expect(budgets.stdout).toContain('$5.00')
    expect(budgets.stdout).toContain('$50.00')
  })

  it.each([
    [[], 2, 'no terminal to ask on'],
    [['--models', 'openai:gpt-5-mini'], 2, 'OPENAI_API_KEY'],
    [['--models', 'nonsense'], 2, 'expected <provider>:<model>'],
    [['--openai-key'], 2, 'OPENAI_API_KEY is not in the environment'],
    [['--openai-key', '-'], 2, 'standard input is empty'],
    [['--openai-key', '-', '--discord-token', '-'], 2, 'Only one of'],
    [['--month-limit', 'much'], 2, 'month-limit'],
    [['--models', 'local:extractive', '--stt', 'groq:whisper-large-v3'], 2, 'GROQ_API_KEY'],
    [['--models', 'local:extractive', '--vision', 'nonsense'], 2, 'MODEL_VISION'],
    [['--database-url'], 2, 'DATABASE_URL is not in the environment'],
    [['--discord-client-secret'], 2, 'DISCORD_CLIENT_SECRET is not in the environment'],
  ])('says what is missing and writes nothing: %s', async (args, code, why) => {
    const { cli, exists } = open()

    const run = await cli.run('init', ...args)

    expect(run.code).toBe(code)
    expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain(why)
    expect(exists()).toBe(false)
  })

  it('changes no file that is there unless it is told to, and then only the lines that it has values for', async () => {
    const { cli } = open()
    const mine = "# mine\nexport MODELS='local:extractive' # free\nDATA_DIR=elsewhere\nLOG_LEVEL=warn"
    const file = cli.file('.env', mine)

    const refused = await cli.run('init', '--yes')
    const before = readFileSync(file, 'utf8')
    const forced = await cli.run(
      'init',
      '--force',
      '--models',
      'local:extractive',
      '--compatible-url',
      'http://127.0.0.1:9/v1?a=b#c',
    )

    expect([refused.code, before]).toEqual([1, mine])
    expect(refused.stderr).toContain('--force')
    expect(forced.code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(
      "# mine\nMODELS=local:extractive\nDATA_DIR=elsewhere\nLOG_LEVEL=warn\nCOMPATIBLE_BASE_URL='http://127.0.0.1:9/v1?a=b#c'\n",
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('writes nothing where the database does not answer, so that it can simply be tried again', async () => {
    const { cli, exists } = open({ input: 'postgres://user:secret@127.0.0.1:1/books' })

    const { code, stderr } = await cli.run('init', '--database-url', '-')

    expect([code, exists()]).toEqual([1, false])
    expect(stderr).toContain('cannot be reached')
    expect(stderr).not.toContain('secret')
  })

  it('writes where a link points, and to nothing that is no file', async () => {
    const { cli, file } = open()
    symlinkSync('settings', file)

    expect(await cli.run('init', '--yes')).toMatchObject({ code: 0 })
    expect(await cli.run('init', '--force', '--models', 'local:extractive')).toMatchObject({ code: 0 })
    expect(readFileSync(join(cli.folder, 'settings'), 'utf8')).toBe(example)
    expect(lstatSync(file).isSymbolicLink()).toBe(true)

    const nowhere = open()
    symlinkSync('no/such/folder', nowhere.file)
    const unwritten = await nowhere.cli.run('init', '--yes')
    expect([unwritten.code, unwritten.stderr]).toEqual([
      1,
      expect.stringContaining('there is no such folder'),
    ])

    const other = open()
    symlinkSync('/dev/null', other.file)
    const refused = await other.cli.run('init', '--yes', '--force')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is no file')])
  })

  it('refuses a key that the file cannot hold', async () => {
    const { cli, exists } = open({ input: `#all'"quotes\`` })

    expect(await cli.run('init', '--openai-key', '-')).toMatchObject({ code: 2 })
    expect(exists()).toBe(false)
  })

  it('is what the next command starts from', async () => {
    const cli = openCli({ DATA_DIR: '' })

    const { code } = await cli.pipe(
      'sk-from-a-pipe',
      'init',
      '--openai-key=-',
      '--models',
      'local:extractive',
    )

    expect(code).toBe(0)
    expect((await cli.runProcess('doctor')).stdout).toMatch(/openai +key set \(hidden\)/)
  })
})

describe('init at a terminal', () => {
  it.each([
    ['the built-in analyst', ['local:extractive', '', false, false, '', ''], { MODELS: 'local:extractive' }],
    [
      'a provider, recordings, pictures and the bot',
      [
        ...['OPENAI_API_KEY', 'sk-1', 'openai:gpt-5, openai:gpt-5-mini', 'openai:whisper-1', true],
        ...[true, 'token', '123456789012345678', true, 'secret', false, '20', '2.50'],
      ],
      {
        OPENAI_API_KEY: 'sk-1',
        MODELS: 'openai:gpt-5, openai:gpt-5-mini',
        STT_MODEL: 'openai:whisper-1',
        MODEL_VISION: 'openai:gpt-5-mini',
        DISCORD_TOKEN: 'token',
        OWNER_IDS: '123456789012345678',
        DISCORD_CLIENT_SECRET: 'secret',
      },
    ],
    [
      'a server of its own',
      [
        ...['COMPATIBLE_BASE_URL', 'http://127.0.0.1:9/v1', true, 'k', 'compatible:llama3.2'],
        ...['groq:whisper-large-v3-turbo', 'gsk', false, false, '', ''],
      ],
      {
        COMPATIBLE_BASE_URL: 'http://127.0.0.1:9/v1',
        COMPATIBLE_API_KEY: 'k',
        MODELS: 'compatible:llama3.2',
        STT_MODEL: 'groq:whisper-large-v3-turbo',
        GROQ_API_KEY: 'gsk',
      },
    ],
  ])('asks for %s', async (_, answers, settings) => {
    const { cli, written } = open({ settings: local, prompts: answering(...answers) })

    await cli.run('init')

    expect(written()).toMatchObject(settings)
  })

  it('broken off, or told to leave the file that is there, changes nothing', async () => {
    const broken = open({ prompts: answering('OPENAI_API_KEY') })
    const kept = open({ prompts: answering(false) })
    kept.cli.file('.env', 'MODELS=local:extractive')

    expect((await broken.cli.run('init')).code).toBe(130)
    expect(broken.exists()).toBe(false)
    expect((await kept.cli.run('init')).code).toBe(1)
    expect(kept.written()).toEqual({ MODELS: 'local:extractive' })
  })
})
