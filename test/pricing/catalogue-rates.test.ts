import { describe, expect, it } from 'vitest'
import { ratesFrom } from '../../src/pricing/catalogue-rates.ts'
import { flatRates } from '../../src/pricing/price.ts'
import type { PublishedRates } from '../../src/pricing/published-rates.ts'

/** Every rate under a name of its own; undefined where nothing can be priced. */
function ratesOf(published: PublishedRates, model = 'gpt-9'): Record<string, string> | undefined {
  const rates = ratesFrom(published, model)
  return rates && Object.fromEntries(flatRates(rates).map(([name, rate]) => [name, rate.toFixed()]))
}

describe('published rates', () => {
  it('answer to ours, the first name that is there', () => {
    expect(
      ratesOf({
        input_mtok: 1,
        input_text_mtok: 9,
        output_text_mtok: 2,
        cache_text_read_mtok: 0.1,
        cache_write_5m_mtok: 1.25,
        cache_write_1h_mtok: 2,
        output_reasoning_mtok: 3,
        input_audio_mtok: 4,
        output_audio_mtok: 5,
      }),
    ).toEqual({
      input: '1',
      output: '2',
      cacheRead: '0.1',
      cacheWrite: '1.25',
      cacheWriteHour: '2',
      reasoning: '3',
      inputAudio: '4',
      outputAudio: '5',
    })
  })

  it.each<[string, PublishedRates, Record<string, string>]>([
    ['an hour of sound that goes in', { input_audio_hours: 0.36, audio_hours: 9 }, { audioPerHour: '0.36' }],
    ['an hour of sound', { audio_hours: 0.4 }, { audioPerHour: '0.4' }],
    ['a thousand requests', { requests_kcount: 12 }, { perRequest: '0.012' }],
    ['a thousand searches', { input_mtok: 1, web_searches_kcount: 10 }, { input: '1', perSearch: '0.01' }],
    ['a million characters', { input_mchars: 15 }, { perCharacter: '0.000015' }],
    [
      'the dearest of pieces that are graded',
      {
        requests_kcount: {
          base: 5,
          tiers: [
            { start: 10, price: 14 },
            { start: 20, price: 8 },
          ],
        },
      },
      { perRequest: '0.014' },
    ],
  ])('tell %s', (_, published, rates) => {
    expect(ratesOf(published)).toEqual(rates)
  })

  it('are free for want of any where the name says so, and unknown elsewhere', () => {
    expect(ratesOf({}, 'some/model:free')).toEqual({ input: '0', output: '0' })
    expect(ratesOf({ input_mtok: undefined }, 'some/model:free')).toEqual({ input: '0', output: '0' })
    expect(ratesOf({}, 'some/model:freedom')).toBeUndefined()
  })

  it('price nothing by searches alone, or by what no call of ours buys', () => {
    expect(ratesOf({ web_searches_kcount: 10 })).toBeUndefined()
    expect(ratesOf({ web_searches_kcount: 10 }, 'some/model:free')).toBeUndefined()
    expect(ratesOf({ pages_kcount: 10 })).toBeUndefined()
  })

  it('have tiers where any of them has, in rising order, each rate with what it has reached', () => {
    expect(
      ratesOf({
        input_mtok: {
          base: 1,
          tiers: [
            { start: 200_000, price: 2 },
            { start: 400_000, price: 4 },
          ],
        },
        output_mtok: { base: 10, tiers: [{ start: 100_000, price: 20 }] },
        cache_read_mtok: 0.1,
      }),
    ).toEqual({
      input: '1',
      output: '10',
      cacheRead: '0.1',
      'above 100000: input': '1',
      'above 100000: output': '20',
      'above 200000: input': '2',
      'above 200000: output': '20',
      'above 400000: input': '4',
      'above 400000: output': '20',
    })
    expect(
      [
        ...(ratesFrom(
          {
            input_mtok: { base: 1, tiers: [{ start: 200_000, price: 2 }] },
            output_mtok: { base: 1, tiers: [{ start: 100_000, price: 2 }] },
          },
          'gpt-9',
        )?.tiers ?? []),
      ].map(({ aboveTokens }) => aboveTokens),
    ).toEqual([100_000, 200_000])
  })
})
