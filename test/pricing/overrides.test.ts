import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import { loadPriceOverrides, parsePriceOverrides } from '../../src/pricing/overrides.ts'
import { flatRates } from '../../src/pricing/price.ts'
import { PriceOverridesError } from '../../src/pricing/price-overrides-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = () => new Date('2026-10-01T12:00:00Z')

function parse(models: unknown) {
  return parsePriceOverrides(JSON.stringify({ models }), 'prices.json')
}

function rates(models: unknown, name: string): Record<string, string> {
  const price = parse(models).prices.get(name)
  return Object.fromEntries(price ? flatRates(price).map(([field, rate]) => [field, rate.toFixed()]) : [])
}

async function fileWith(models: unknown): Promise<string> {
  const file = join(temporaryFolder(), 'prices.json')
  await writeFile(file, JSON.stringify({ models }))
  return file
}

describe('a price file', () => {
  it('may hold every price, as a number or a decimal string', () => {
    const given = {
      input_per_million: '2.50',
      output_per_million: 10,
      cache_read_per_million: '0.25',
      cache_write_per_million: 3.125,
      cache_write_hour_per_million: 5,
      reasoning_per_million: '12',
      input_audio_per_million: '6',
      output_audio_per_million: '20',
      audio_per_minute: '0.006',
      per_request: '0.01',
      per_search: '0.02',
      per_vector: '4e-7',
      per_image: '0.04',
      per_character: 0.000015,
      tiers: [
        { above_tokens: 400_000, input_per_million: 10 },
        { above_tokens: 200_000, input_per_million: '5', output_per_million: '15' },
      ],
    }
    expect(rates({ 'OpenAI:GPT-9': given }, 'openai:gpt-9')).toEqual({
      input: '2.5',
      output: '10',
      cacheRead: '0.25',
      cacheWrite: '3.125',
      cacheWriteHour: '5',
      reasoning: '12',
      inputAudio: '6',
      outputAudio: '20',
      audioPerHour: '0.36',
      perRequest: '0.01',
      perSearch: '0.02',
      perVector: '0.0000004',
      perImage: '0.04',
      perCharacter: '0.000015',
      'above 200000: input': '5',
      'above 200000: output': '15',
      'above 400000: input': '10',
    })
  })

  it('keeps a price of zero', () => {
    expect(rates({ 'openai:gpt-9': { input_per_million: 0 } }, 'openai:gpt-9')).toEqual({ input: '0' })
  })

  it.each([
    [{ input_per_million: -1 }, 'input_per_million', '-1'],
    [{ input_per_million: 'NaN' }, 'input_per_million', 'NaN'],
    [{ input_per_million: '1,5' }, 'input_per_million', '1,5'],
    [{ output_per_million: 'Infinity' }, 'output_per_million', 'Infinity'],
    [{ per_image: null }, 'per_image', 'not_a_number: null'],
    [{ tiers: [{ above_tokens: 1, input_per_million: '-2' }] }, 'tiers.0.input_per_million', '-2'],
    [{ tiers: [{ above_tokens: -1 }] }, 'tiers.0.above_tokens', '0'],
    [{ input_per_milion: 1 }, undefined, 'input_per_milion'],
    [{}, undefined, 'no_price'],
  ])('with %j is refused, naming file, model and field', (given, field, told) => {
    const read = () => parse({ 'openai:gpt-9': given })
    expect(read).toThrow(PriceOverridesError)
    expect(read).toThrow(expect.objectContaining({ file: 'prices.json', model: 'openai:gpt-9', field }))
    expect(read).toThrow(told)
    expect(read).toThrow('prices.json: openai:gpt-9: ')
  })

  it.each(['', '{', '[]', '{"model":{}}', '{"models":{"gpt-5":{"input_per_million":1}}}'])(
    'that reads %s is refused',
    (text) => {
      expect(() => parsePriceOverrides(text, 'prices.json')).toThrow(PriceOverridesError)
    },
  )

  it('that names no model of a provider is refused for that', () => {
    const read = () => parsePriceOverrides('{"models":{"gpt-5":{"input_per_million":1}}}', 'prices.json')
    expect(read).toThrow(
      expect.objectContaining({ model: 'gpt-5', problem: { code: 'not_a_model', values: {} } }),
    )
  })

  it('that is not there is refused', async () => {
    const file = join(temporaryFolder(), 'no-such-folder', 'prices.json')
    await expect(loadPriceOverrides(file)).rejects.toThrow(
      expect.objectContaining({ file, model: undefined }),
    )
  })
})

describe('a catalogue with a price file', () => {
  it('uses the whole price of the file, and the published one for other models', async () => {
    const overridesFile = await fileWith({ 'openai:gpt-5': { input_per_million: '7' } })
    const open = await createCatalogue({ unpriced: 'refuse', now, overridesFile })
    const own = open.priceOf({ provider: 'openai', model: 'gpt-5' })
    expect(own).toMatchObject({ price: { source: 'overrides' }, estimated: false })
    expect(own).not.toHaveProperty('price.output')
    expect(own).toHaveProperty('price.updatedAt', expect.any(Date))
    expect(open.priceOf({ provider: 'openai', model: 'gpt-4' })).toMatchObject({
      price: { source: 'catalogue' },
    })
    expect(open.list().get('openai:gpt-5')?.input?.toFixed()).toBe('7')
  })

  it('does not open with a broken one', async () => {
    const overridesFile = await fileWith({ 'openai:gpt-5': { input_per_million: '-7' } })
    await expect(createCatalogue({ unpriced: 'refuse', now, overridesFile })).rejects.toThrow(
      PriceOverridesError,
    )
  })

  it('cautions about a price of zero', async () => {
    const overridesFile = await fileWith({ 'openai:gpt-5': { input_per_million: 0, output_per_million: 0 } })
    const open = await createCatalogue({ unpriced: 'refuse', now, overridesFile })
    expect(open.priceOf({ provider: 'openai', model: 'gpt-5' })).toMatchObject({
      kind: 'priced',
      caution: 'zero_price',
    })
  })

  it('reads it again at a refresh, and tells what changed', async () => {
    const overridesFile = await fileWith({ 'openai:gpt-5': { input_per_million: '7' } })
    const seen: unknown[] = []
    const open = await createCatalogue({
      unpriced: 'refuse',
      now,
      overridesFile,
      onChange: (all) => void seen.push(...all),
    })
    const versionBefore = open.version
    await writeFile(overridesFile, JSON.stringify({ models: { 'openai:gpt-5': { input_per_million: '8' } } }))
    const changes = [{ model: 'openai:gpt-5', field: 'input', before: '7', after: '8' }]
    expect(await open.refresh()).toEqual({ changes, problems: [] })
    expect(seen).toEqual(changes)
    expect(open.version).not.toBe(versionBefore)
    expect(await open.refresh()).toEqual({ changes: [], problems: [] })
  })

  it('keeps the prices it had when the file breaks', async () => {
    const overridesFile = await fileWith({ 'openai:gpt-5': { input_per_million: '7' } })
    const open = await createCatalogue({ unpriced: 'refuse', now, overridesFile })
    await writeFile(overridesFile, '{"models": {"openai:gpt-5": {"input_per_m')
    expect(await open.refresh()).toMatchObject({ changes: [], problems: [{ kind: 'overrides' }] })
    expect(open.priceOf({ provider: 'openai', model: 'gpt-5' })).toMatchObject({
      price: { source: 'overrides' },
    })
  })
})

describe('a name in a price file', () => {
  const gpt5 = { input_per_million: '7', output_per_million: '8' }
  const bytes = (text: string) => parsePriceOverrides(text, 'prices.json')

  it.each([' OpenAI : GPT-5 ', 'openai:gpt-5', 'OPENAI:gpt-5'])(
    'is understood with blanks and in any case: %j',
    (name) => {
      expect(rates({ [name]: gpt5 }, 'openai:gpt-5')).toEqual({ input: '7', output: '8' })
    },
  )

  it('may have a byte order mark before the text', () => {
    expect([...bytes(`\uFEFF${JSON.stringify({ models: { 'openai:gpt-5': gpt5 } })}`).prices.keys()]).toEqual(
      ['openai:gpt-5'],
    )
  })

  it.each([
    ['spelt alike', '"openai:gpt-5"', '"openai:gpt-5"'],
    ['spelt otherwise', '"openai:gpt-5"', '"OpenAI: GPT-5 "'],
    ['written with an escape', '"openai:gpt-5"', '"openai:gpt\\u002d5"'],
  ])('that comes twice is told, and the last holds (%s)', (_, first, second) => {
    const open = bytes(`{"models":{${first}:{"input_per_million":1},${second}:{"input_per_million":2}}}`)
    expect(open.duplicates).toEqual(['openai:gpt-5'])
    expect(open.prices.get('openai:gpt-5')?.input?.toFixed()).toBe('2')
  })

  it('is no duplicate for having the same fields as another', () => {
    const open = parse({
      'openai:gpt-5': gpt5,
      'openai:gpt-5-mini': { ...gpt5, tiers: [{ above_tokens: 1 }, { above_tokens: 2 }] },
    })
    expect(open.duplicates).toEqual([])
  })
})

describe('what is odd about a price file', () => {
  const configured = [{ provider: 'compatible', model: 'Deep-Thought' }]
  const warningsOf = async (models: unknown) => {
    const open = await createCatalogue({ unpriced: 'refuse', now, overridesFile: await fileWith(models) })
    return open.ownPriceWarnings(configured)
  }

  it('is a model that no setting names and nobody publishes', async () => {
    expect(
      await warningsOf({
        'compatible:deep-thought': { input_per_million: 1 },
        'openai:gpt-4': { input_per_million: 30 },
        'openai:gpt-unheard-of': { input_per_million: 1 },
      }),
    ).toEqual([{ kind: 'unused', model: 'openai:gpt-unheard-of' }])
  })

  it.each([
    ['600', '60', []],
    [
      '600.01',
      '60',
      [{ kind: 'far-off', model: 'openai:gpt-4', field: 'input', own: '600.01', published: '30' }],
    ],
    ['30', '3', []],
    [
      '30',
      '2.99',
      [{ kind: 'far-off', model: 'openai:gpt-4', field: 'output', own: '2.99', published: '60' }],
    ],
    ['0', '60', [{ kind: 'far-off', model: 'openai:gpt-4', field: 'input', own: '0', published: '30' }]],
  ])(
    'is a rate over twenty times off the published 30 and 60, either way: %s and %s',
    async (input, output, warnings) => {
      const own = { input_per_million: input, output_per_million: output }
      expect(await warningsOf({ 'openai:gpt-4': own })).toEqual(warnings)
    },
  )

  it('is a free output beside a paid input', async () => {
    const own = { input_per_million: '1', output_per_million: '0' }
    expect(await warningsOf({ 'compatible:deep-thought': own })).toEqual([
      { kind: 'free-output', model: 'compatible:deep-thought' },
    ])
    expect(
      await warningsOf({ 'compatible:deep-thought': { input_per_million: '1', output_per_million: '0.01' } }),
    ).toEqual([])
  })

  it('is a model named twice', async () => {
    expect(
      await warningsOf({
        'compatible:deep-thought': { input_per_million: 1 },
        ' compatible:DEEP-thought': { input_per_million: 2 },
      }),
    ).toEqual([{ kind: 'duplicate', model: 'compatible:deep-thought' }])
  })
})
