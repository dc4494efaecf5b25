import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entryCsvHeader, entryForm } from '../../../src/wire/entry.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { correctionOf, noonMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'
import { openCli } from './run-cli.ts'

const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@sum',
  '\tx',
  '\rx',
  '\u200f=1',
  '\u202e=1',
  '\u200b=2',
  'a,"b"\nc',
  'm|`*',
]

/** Books with a line of every name that a spreadsheet or a table may trip over, and a correction. */
async function openBooks() {
  const line = openCommandLine({ settings: {}, now: () => noonMs })
  await line.run('report')
  const ledger = await openLedgerAt(join(line.folder, 'data', 'autointel.db'))
  for (const [index, model] of hostile.entries())
    await spend(ledger, '0.000000001', {
      id: `entry_${index}`,
      atMs: noonMs + index,
      call: { provider: 'compatible', model, operation: 'generate', priceVersion: '1' },
      usage: { inputTokens: { total: 5 } },
    })
  await ledger.correct(correctionOf('entry_0', '1234567.123456789'))
  await ledger.close()
  return line
}

describe('export', () => {
  it('writes every line with exact costs, in each form alike', async () => {
    const line = await openBooks()
    const path = (name: string) => join(line.folder, name)

    for (const name of ['all.csv', 'all.json', 'all.jsonl', 'all.md'])
      expect(await line.run('export', path(name))).toMatchObject({ code: 0, stdout: '' })

    const written = (name: string) => readFileSync(path(name), 'utf8')
    const entries = JSON.parse(written('all.json'))
    expect(entries).toHaveLength(hostile.length + 2)
    for (const entry of entries) entryForm.parse(entry)
    expect(entries.map(({ model }: { model: string }) => model)).toEqual(expect.arrayContaining(hostile))
    expect(
      written('all.jsonl')
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row)),
    ).toEqual(entries)
    expect(written('all.csv')).toContain(',1234567.123456789,')
    expect(written('all.csv')).toContain(',-0.000000001,')
    expect(written('all.csv').startsWith(entryCsvHeader())).toBe(true)
    expect(entryCsvHeader()).toBe(`${Object.keys(entries[0]).join(',')}\r\n`)
    expect(written('all.md').trimEnd().split('\n')).toHaveLength(entries.length + 2)
    expect(written('all.md')).toContain('$1234567.123456789')
  })

  it('gives no cell of a spreadsheet a formula, whatever invisible marks go before it', async () => {
    const line = await openBooks()

    const { stdout } = await line.run('export')

    const models = hostile.slice(0, 9).map((model) => `,'${model},`)
    for (const model of models) expect(stdout.replaceAll('"', '')).toContain(model)
  })

  it('keeps to dates, a tenant, a user and the clocks it is told', async () => {
    const line = await openBooks()
    const lengthOf = async (...flags: readonly string[]) =>
      JSON.parse((await line.run('export', '--format', 'json', ...flags)).stdout).length

    expect(await lengthOf('--tenant', 'guild_1', '--user', '7')).toBe(hostile.length + 2)
    expect(await lengthOf('--tenant', 'guild_2')).toBe(0)
    expect(await lengthOf('--until', '2026-06-16')).toBe(0)
    expect(await lengthOf('--since', '2026-06-18', '--tz', 'Pacific/Kiritimati')).toBe(hostile.length + 2)
  })

  it('says why a file cannot be written, and leaves none', async () => {
    const line = await openBooks()
    const path = join(line.folder, 'nowhere', 'all.csv')

    const { code, stderr } = await line.run('export', path)

    expect([code, existsSync(path)]).toEqual([1, false])
    expect(stderr).toContain('there is no such folder')
    expect(await line.run('export', '--since', '2026-02-01', '--until', '2026-01-01')).toMatchObject({
      code: 2,
    })
  })

  it('does not take the books for a file to write to', async () => {
    const line = await openBooks()

    const { code, stderr } = await line.run('export', join(line.folder, 'data', 'autointel.db'))

    expect([code, stderr]).toEqual([1, expect.stringContaining('is a database')])
    expect((await line.run('verify')).stdout).toContain('Every total agrees')
  })

  it('has days by the clocks of the books, which may have been set on Discord', async () => {
    const line = await openBooks()
    await line.run('budget', 'timezone', 'bot', 'Pacific/Kiritimati')
    const lengthOn = async (...flags: readonly string[]) =>
      JSON.parse((await line.run('export', '--format', 'json', '--since', '2026-06-18', ...flags)).stdout)
        .length

    expect(await lengthOn()).toBe(hostile.length + 2)
    expect(await lengthOn('--tz', 'UTC')).toBe(0)
  })

  it('comes to its end when nobody reads on', async () => {
    const cli = openCli()
    await cli.run('report')
    const ledger = await openLedgerAt(join(cli.folder, 'data', 'autointel.db'))
    await Promise.all(Array.from({ length: 2_500 }, () => spend(ledger, '0.01')))
    await ledger.close()

    const { child, ended } = cli.start('export')
    child.stdout?.once('data', () => child.stdout?.destroy())
    const [[code]] = await Promise.all([once(child, 'exit'), ended.catch(() => undefined)])

    expect(code).toBe(0)
  })

  it('of empty books is the head alone', async () => {
    const line = openCommandLine({ settings: {} })

    expect((await line.run('export')).stdout).toBe(entryCsvHeader())
    expect(JSON.parse((await line.run('export', '--format', 'json')).stdout)).toEqual([])
  })
})
