import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { article, openCli } from './run-cli.ts'

const commands = [
  'run',
  'resume',
  'workflows',
  'report',
  'forecast',
  'export',
  'budget',
  'prices',
  'verify',
  'backup',
  'doctor',
]

describe('help', () => {
  it('lists every command and shows examples', async () => {
    const { code, stdout, stderr } = await openCli().runProcess('--help')

    expect([code, stderr]).toEqual([0, ''])
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'))
    expect(stdout).toContain('$ autointel report.pdf')
  })

  it('of each command says what it does, with an example', async () => {
    const cli = openCli()
    const helps = await Promise.all(commands.map((command) => cli.runProcess(command, '--help')))

    expect(helps.map(({ code }) => code)).toEqual(commands.map(() => 0))
    for (const { stdout } of helps) {
      expect(stdout).toMatch(/\nExamples:\n {2}\$ /)
      // What stands for nothing given is told in words.
      expect(stdout).not.toMatch(/\[object|\(default: [{[]/)
    }
  })

  it('comes on standard error when nothing was asked for', async () => {
    const { code, stdout, stderr } = await openCli().runProcess()

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: autointel')
  })
})

describe('wrong usage ends with exit code 2 and what was expected', () => {
  it.each([
    [['run'], "missing required argument 'sources'"],
    [['run', 'x', '--depth'], 'argument missing'],
    [['run', 'x', '--loud'], "unknown option '--loud'"],
    [['run', 'a', 'b', 'c', 'd', 'e', 'f'], 'more than the 5 sources'],
    [['run', 'x', '--max-cost', 'much'], 'such as 50, $50 or 50.00'],
    [['run', 'x', '--max-cost', '-1'], 'cannot be below zero'],
    [['run', 'x', '--tenant', 'user_7'], 'such as cli'],
    [['report', '--days', '0'], 'from 1 to 3660'],
    [['report', '--days', 'week'], 'from 1 to 3660'],
    [['report', '--format', 'pdf'], 'Allowed choices are markdown, csv, json'],
    [['budget', 'set', 'cli', 'day'], "missing required argument 'amount'"],
    [['budget', 'set', 'cli', 'day', '5,000'], 'such as 50, $50 or 50.00'],
    [['budget', 'set', 'cli', 'day', '-5'], 'cannot be below zero'],
    [['budget', 'set', 'cli', 'day', 'NaN'], 'such as 50, $50 or 50.00'],
    [['budget', 'set', 'cli', 'day', '9e99'], 'such as 50, $50 or 50.00'],
    [['budget', 'set', 'cli', 'day', '1000000.01'], 'The most is $1,000,000.00'],
    [['budget', 'set', 'cli', 'week', '5'], 'hour, day, month'],
    [['budget', 'set', 'a b', 'day', '5'], 'such as bot, default, guild_123'],
    [['budget', 'timezone', 'cli', 'Mars'], 'such as Europe/Berlin'],
    [['budget', 'timezone', 'bot', '-05:19'], 'Expected an IANA time zone, such as'],
    [['budget', 'timezone', 'bot', '+03:00'], 'Expected an IANA time zone, such as'],
    [['budget', 'timezone', 'bot', 'UTC', '--json'], 'too many arguments'],
    [['prices', 'gpt-5'], 'such as openai:gpt-5-mini'],
    [['resume', 'wf_none'], 'There is no workflow "wf_none"'],
  ])('%j', async (args, expected) => {
    const { code, stdout, stderr } = await openCli().runProcess(...args)

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(expected)
  })
})

describe('wrong settings', () => {
  it('are all named at once, with exit code 2', async () => {
    const cli = openCli({ MODELS: 'gpt', TIME_ZONE: 'Mars', OPENAI_BASE_URL: 'x' })

    const { code, stdout, stderr } = await cli.runProcess('report')

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/MODELS="gpt": expected/)
    expect(stderr).toMatch(/TIME_ZONE="Mars": expected/)
    expect(stderr).toMatch(/OPENAI_BASE_URL="x": expected/)
    expect(stderr).toContain('.env.example')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('in the price file are named, with exit code 2', async () => {
    const cli = openCli()
    const pricesFile = cli.file('prices.json', '{"models":{"openai:gpt-5":{"input_per_million":"dear"}}}')

    const { code, stderr } = await cli.with({ PRICES_FILE: pricesFile }).runProcess('prices')

    expect(code).toBe(2)
    expect(stderr).toContain(`PRICES_FILE=${pricesFile}`)
    expect(stderr).toContain('input_per_million')
  })

  it('are taken from .env, and from the environment first', async () => {
    const cli = openCli()
    cli.file('.env', 'TIME_ZONE=Asia/Tokyo\nPRICES_REFRESH_HOURS=no\n')

    const { code, stdout } = await cli.runProcess('budget', 'show', 'cli', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout).time_zone).toBe('Asia/Tokyo')
  })
})

describe('an output that is closed early', () => {
  it('neither crashes the command nor leaves its workflow unfinished', async () => {
    const cli = openCli()
    const { child, ended } = cli.start(cli.file('harbour.md', article))
    child.stdout?.destroy()
    child.stderr?.destroy()
    await ended.catch(() => undefined)
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]

    const workflows = JSON.parse((await cli.runProcess('workflows', '--json')).stdout)

    expect(code).toBe(0)
    expect(workflows.map(({ state }: { state: string }) => state)).toEqual(['completed'])
  })

  it('is no error for a command that has more to say', async () => {
    const cli = openCli()
    const { child, ended } = cli.start('prices', ...Array.from({ length: 3_000 }, () => 'openai:gpt-5'))
    child.stdout?.once('data', () => child.stdout?.destroy())
    await ended.catch(() => undefined)

    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
    expect(code).toBe(0)
  })
})
