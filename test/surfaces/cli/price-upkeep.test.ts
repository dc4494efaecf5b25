import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { priceChangesForm, priceFileForm, priceHistoryForm } from '../../../src/wire/prices.ts'
import { published, serving } from '../../pricing/published-prices.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'

/** A command line whose published prices have one rate changed. */
async function withNewPrices(settings: Readonly<Record<string, string>> = {}) {
  const url = await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 }))
  const cli = openCommandLine({ settings: { PRICES_URL: url, PRICES_REFRESH_HOURS: '24', ...settings } })
  return {
    cli,
    stored: () => existsSync(join(cli.folder, 'data', 'prices.json')),
    json: async (...args: readonly string[]) => {
      const { code, stdout } = await cli.run('prices', ...args, '--json')
      return { code, value: JSON.parse(stdout) }
    },
  }
}

const change = { model: 'openai:gpt-4', field: 'input', before: '30', after: '33' }

describe('prices', () => {
  it('that an update would change are shown, then changed by it, then in the history', async () => {
    const { cli, stored, json } = await withNewPrices()

    const diff = await json('diff')
    const before = { isStored: stored(), history: await json('history') }
    const update = await json('update')
    const again = await json('update')
    const history = await json('history', 'openai:gpt-4')

    expect(diff.value).toEqual({ changes: [change], own: [], problems: [] })
    expect(before).toEqual({ isStored: false, history: { code: 0, value: [] } })
    expect(priceChangesForm.parse(update.value).changes).toEqual([change])
    expect(stored()).toBe(true)
    expect(again.value.changes).toEqual([])
    expect(priceHistoryForm.parse(history.value)).toMatchObject([change])
    expect((await json('history', 'openai:gpt-4o')).value).toEqual([])
    expect((await cli.run('prices', 'history')).stdout).toMatch(
      /^ {2}\d{4}-\d\d-\d\d {2}openai:gpt-4 {2}input per million {2}\$30 {2}→ {2}\$33\n$/,
    )
  })

  it('of your own are shown beside the published ones', async () => {
    const { cli, json } = await withNewPrices()
    const models = { 'openai:gpt-4o-mini': { input_per_million: '0.2', output_per_million: '0.6' } }
    const file = cli.file('own.json', JSON.stringify({ models }))

    const { stdout } = await cli.with({ PRICES_FILE: file, PRICES_REFRESH_HOURS: '0' }).run('prices', 'diff')

    expect(stdout).toContain('An update would change no price.')
    expect(stdout).toMatch(/openai:gpt-4o-mini {2}input per million +\$0.15 {2}→ +\$0.2\n/)
    expect(stdout).not.toContain('output per million')
    expect((await json('diff')).code).toBe(0)
  })

  it('that cannot be downloaded stay, and that is said', async () => {
    const { cli } = await withNewPrices({ PRICES_URL: 'http://127.0.0.1:1/prices.json' })

    for (const command of ['update', 'diff']) {
      const { code, stderr } = await cli.run('prices', command)
      expect([command, code]).toEqual([command, 1])
      expect(stderr).toContain('The published prices cannot be reached')
    }
  })

  it('are all listed, or those of one provider', async () => {
    const { json, cli } = await withNewPrices()

    const { value } = await json('list', '--provider', 'anthropic')

    expect(value.models.length).toBeGreaterThan(5)
    expect(value.models.every(({ model }: { model: string }) => model.startsWith('anthropic:'))).toBe(true)
    expect(await cli.run('prices', 'list', '--provider', 'nobody')).toMatchObject({ code: 1, stdout: '' })
  })

  it.each([
    [{ 'openai:gpt-5': { input_per_million: '1.25', output_per_million: '10' } }, 0, []],
    [
      { 'openai:gpt-5': { input_per_million: '0.00125', output_per_million: '10' } },
      1,
      [expect.stringContaining('less than a 20th')],
    ],
    [
      { 'openai:unheard-of': { input_per_million: '1', output_per_million: '2' } },
      1,
      [expect.stringContaining('no setting names')],
    ],
  ])('of a file are looked at before it is used: %o', async (models, code, warnings) => {
    const { cli, json } = await withNewPrices()
    const file = cli.file('new.json', JSON.stringify({ models }))

    const validated = await json('validate', file)

    expect(validated.code).toBe(code)
    expect(priceFileForm.parse(validated.value)).toEqual({ ok: code === 0, file, models: 1, warnings })
  })

  it('of a file that is none are refused, with the place', async () => {
    const { cli } = await withNewPrices()
    const file = cli.file('new.json', '{"models": {"openai:gpt-5": {"input_per_million": "dear"}}}')

    const { code, stderr } = await cli.run('prices', 'validate', file)

    expect(code).toBe(2)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('input_per_million')
  })
})
