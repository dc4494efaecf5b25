import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { article, openCli } from './run-cli.ts'

async function cliWithOneRun() {
  const cli = openCli()
  await cli.run(cli.file('harbour.md', article), '-d', 'quick', '--json')
  return { cli, database: join(cli.folder, 'data', 'autointel.db') }
}

describe('verify', () => {
  it('finds sound books sound', async () => {
    const { cli } = await cliWithOneRun()

    const { code, stdout } = await cli.run('verify', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      entries: 1,
      holds_pending: 0,
      differences: [],
      damage: [],
    })
    expect((await cli.run('verify')).stdout).toBe('1 entry. Every total agrees with them.\n')
  })

  it('ends with exit code 1 and names what disagrees', async () => {
    const { cli, database } = await cliWithOneRun()
    const file = new Database(database)
    file.exec(
      "insert into balances (account, period, start_ms, spent_nano_usd, held_nano_usd) values ('cli', 'day', 0, 5, 0)",
    )
    file.close()

    const { code, stdout } = await cli.run('verify', '--json')

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      differences: [{ what: expect.stringContaining('cli'), kept: '5', recomputed: '0' }],
    })
    expect((await cli.run('doctor')).code).toBe(1)
  })
})

describe('backup', () => {
  it('writes a copy that holds the same books, and overwrites nothing', async () => {
    const { cli } = await cliWithOneRun()

    const { code, stdout } = await cli.runProcess('backup', 'copy.db')
    const again = await cli.runProcess('backup', 'copy.db')

    const copy = join(cli.folder, 'copy.db')
    expect(code).toBe(0)
    expect(stdout).toContain(copy)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const file = new Database(copy, { readonly: true })
    expect(file.prepare('select count(*) from entries').pluck().get()).toBe(1)
    file.close()
    expect([again.code, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toContain('exists already')
  })
})

describe('workflows', () => {
  it('lists runs newest first with state and cost', async () => {
    const { cli } = await cliWithOneRun()
    await cli.run('missing.pdf', '--tenant', 'guild_1', '--json')

    const list = JSON.parse((await cli.run('workflows', '--json')).stdout)
    const text = await cli.run('workflows')

    expect(list.map(({ state, depth, cost }: Record<string, unknown>) => [state, depth, cost])).toEqual([
      ['failed', 'standard', 0],
      ['completed', 'quick', 0],
    ])
    expect(list[1]).toMatchObject({ tenant: 'cli', user: null, title: 'The harbour in numbers' })
    expect(text.stdout).toContain('The harbour in numbers')
    expect(JSON.parse((await cli.run('workflows', '--json', '--limit', '1')).stdout)).toHaveLength(1)
    expect(JSON.parse((await cli.run('workflows', '--json', '--tenant', 'guild_1')).stdout)).toHaveLength(1)
  })

  it('says so when there are none', async () => {
    expect((await openCli().run('workflows')).stdout).toContain('There are no runs yet.')
  })
})

describe('report', () => {
  it('is a text with breakdowns, a document, or JSON', async () => {
    const { cli } = await cliWithOneRun()

    const text = await cli.run('report', '--days', '1')
    const csv = await cli.run('report', '--format', 'csv', '--days', '1')
    const markdown = await cli.run('report', '--format', 'markdown')

    expect(text.stdout).toMatch(/^Costs of bot, \d{4}-\d\d-\d\d \(UTC\)\n/)
    expect(text.stdout).toMatch(/By model\n {2}local:extractive +\$0\.0000/)
    expect(csv.stdout).toMatch(/\r\nmodel,local:extractive,0,1,0,\d+,\d+\r\n/)
    expect(csv.stdout.endsWith('\r\n')).toBe(true)
    expect(markdown.stdout).toMatch(/^# Costs of the whole bot, /)
  })
})

describe('prices', () => {
  it('shows rates, source and version of named models, and warns of the unknown', async () => {
    const { stdout } = await openCli().run(
      'prices',
      'openai:gpt-4o-mini',
      'compatible:nobody-knows',
      '--json',
    )

    const { version, models } = JSON.parse(stdout)
    expect(version).toMatch(/^[0-9a-f]{12}$/)
    expect(models[0]).toMatchObject({
      model: 'openai:gpt-4o-mini',
      source: 'catalogue',
      estimated: false,
      rates: { input: '0.15', output: '0.6' },
    })
    expect(models[1]).toMatchObject({ source: 'fallback', estimated: true })
    expect(models[1].warnings[0]).toContain('Nobody knows the price of compatible:nobody-knows')
  })

  it('shows the configured models by default, and your own prices first', async () => {
    const cli = openCli()
    const pricesFile = cli.file(
      'prices.json',
      JSON.stringify({ models: { 'openai:gpt-5': { input_per_million: '7', output_per_million: 9 } } }),
    )

    const { stdout } = await cli
      .with({ PRICES_FILE: pricesFile, MODELS: 'openai:gpt-5', OPENAI_API_KEY: 'x' })
      .run('prices')

    expect(stdout).toMatch(
      /openai:gpt-5 \(overrides, .*\n {2}input per million +\$7\n {2}output per million +\$9/,
    )
  })

  it('refuses to guess where unknown models are refused', async () => {
    const { stdout } = await openCli({ UNPRICED_MODELS: 'refuse' }).run(
      'prices',
      'openai:nobody-knows',
      '--json',
    )

    expect(JSON.parse(stdout).models[0]).toMatchObject({ source: null, rates: {} })
  })

  it('says why a refresh failed, keeps the prices, and ends with exit code 1', async () => {
    const cli = openCli({ PRICES_REFRESH_HOURS: '24', PRICES_URL: 'http://127.0.0.1:1/prices.json' })

    const { code, stdout, stderr } = await cli.run('prices', 'openai:gpt-4o-mini', '--refresh')

    expect(code).toBe(1)
    expect(stderr).toContain('The published prices cannot be reached')
    expect(stdout).toContain('$0.15')
    expect(existsSync(join(cli.folder, 'data', 'prices.json'))).toBe(false)
  })
})
