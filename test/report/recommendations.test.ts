import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { RecordRequest } from '../../src/ledger/requests.ts'
import { botSubject } from '../../src/ledger/subject.ts'
import { formatModelId, parseModelId } from '../../src/pricing/model-id.ts'
import { type Price, priceFrom } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import { periodRange } from '../../src/report/period-range.ts'
import { readRecommendations } from '../../src/report/read-recommendations.ts'
import { budgetOf, dayMs, holdOf, hourMs, noonMs, someCall, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

/** Dollars for a million tokens; a cache that is written is dearer, one that is read cheaper. */
function priceOf(input: number): Price {
  const rates = { input, output: input, cacheRead: input / 10, cacheWrite: input * 2 }
  const entries = Object.entries(rates).map(([name, rate]) => [name, new Decimal(rate)])
  return priceFrom({ ...Object.fromEntries(entries), tiers: [] }, 'overrides')
}

const prices: Readonly<Record<string, PriceAnswer>> = {
  'openai:dear': { kind: 'priced', price: priceOf(10), estimated: false },
  'openai:cheap': { kind: 'priced', price: priceOf(1), estimated: false },
  'openai:guessed': { kind: 'priced', price: priceOf(0.1), estimated: true, caution: 'same_name' },
}

type Ledger = Awaited<ReturnType<typeof openLedgerAt>>

async function found(
  ledger: Ledger,
  configured: readonly string[] = ['openai:dear', 'openai:cheap', 'openai:guessed'],
  qualities: Readonly<Record<string, number>> = {},
) {
  const books = {
    ledger,
    models: configured.flatMap((name) => parseModelId(name) ?? []),
    priceOf: (model: { provider: string; model: string }): PriceAnswer =>
      prices[formatModelId(model)] ?? { kind: 'refused', reason: 'unpriced-model', model },
    qualities: new Map(Object.entries(qualities)),
  }
  return readRecommendations(books, periodRange({ kind: 'days', days: 30 }, noonMs, 'UTC'), noonMs)
}

/** A call of 100,000 tokens in and 50,000 out: $1.50 by the dear model, $0.15 by the cheap one. */
function call(ledger: Ledger, overrides: Partial<RecordRequest> = {}, model = 'dear', attempt?: number) {
  return spend(ledger, '1.50', {
    attribution: { tenant: 'guild_1', task: 'analysis', workflow: 'wf_1' },
    call: { ...someCall, model, attempt },
    usage: { inputTokens: { total: 100_000 }, outputTokens: { total: 50_000 } },
    atMs: noonMs - hourMs,
    ...overrides,
  })
}

describe('what could be saved', () => {
  it('is the same tokens of a task by the cheapest model whose price is sure', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    for (let calls = 0; calls < 3; calls += 1) await call(ledger)

    expect(await found(ledger)).toEqual([
      {
        kind: 'cheaper_model',
        task: 'analysis',
        model: 'openai:dear',
        instead: 'openai:cheap',
        quality: undefined,
        calls: 3,
        spentNanoUsd: usd('4.5'),
        savingNanoUsd: usd('4.05'),
      },
    ])
  })

  it.each([
    [{ 'openai:dear': 0.8, 'openai:cheap': 0.75 }, [{ quality: { model: 0.8, instead: 0.75 } }]],
    [{ 'openai:dear': 0.8, 'openai:cheap': 0.74 }, []],
    [{ 'openai:cheap': 0.1 }, [{ quality: undefined }]],
  ])('is no model whose briefs tell fewer facts: %o', async (qualities, expected) => {
    const ledger = await openLedgerAt(temporaryPath())
    await call(ledger)

    expect(await found(ledger, ['openai:cheap'], qualities)).toMatchObject(expected)
  })

  it.each([
    ['the range has no such calls', { atMs: noonMs - 40 * dayMs }],
    ['it comes to a few cents', { amountNanoUsd: usd('0.60') }],
    ['the other model has no price for what was used', { usage: { images: 3 } }],
  ])('is nothing where %s', async (_, overrides) => {
    const ledger = await openLedgerAt(temporaryPath())
    await call(ledger, overrides)

    expect(await found(ledger)).toEqual([])
  })

  it('takes models for compared that were used, and compares with none that are not priced', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await call(ledger)
    expect(await found(ledger, ['openai:unknown'])).toEqual([])

    await call(ledger, { amountNanoUsd: usd('0.15') }, 'cheap')
    expect(await found(ledger, ['openai:unknown'])).toMatchObject([{ instead: 'openai:cheap' }])
  })

  it('counts a corrected call once', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const { id } = await call(ledger)
    await ledger.correct({
      id: 'correction_1',
      corrects: id,
      amountNanoUsd: usd('1.00'),
      provenance: 'reported',
      usage: { inputTokens: { total: 100_000 }, outputTokens: { total: 50_000 } },
      atMs: noonMs,
    })

    expect(await found(ledger)).toMatchObject([
      { calls: 1, spentNanoUsd: usd('1.00'), savingNanoUsd: usd('0.85') },
    ])
  })

  it('is what was paid for a cache that is written and hardly read', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const cached = (tokens: { cacheWrite?: number; cacheRead?: number }) => ({
      usage: { inputTokens: { total: 100_000, ...tokens }, outputTokens: { total: 0 } },
    })
    // Written: $2 instead of $1. Read: $0.10 instead of $1.
    for (let calls = 0; calls < 3; calls += 1)
      await call(ledger, { ...cached({ cacheWrite: 100_000 }), amountNanoUsd: usd('2') })
    await call(ledger, { ...cached({ cacheRead: 100_000 }), amountNanoUsd: usd('0.1') })

    const unread = (await found(ledger, ['openai:dear'])).filter(({ kind }) => kind === 'unread_cache')

    expect(unread).toMatchObject([{ calls: 4, spentNanoUsd: usd('6.1'), savingNanoUsd: usd('2.1') }])
  })

  it('is what was spent on asking again', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await call(ledger, {}, 'cheap')
    await call(ledger, {}, 'cheap', 2)
    await call(ledger, {}, 'cheap', 3)

    expect(await found(ledger, [])).toEqual([
      {
        kind: 'repeated_calls',
        task: 'analysis',
        model: 'openai:cheap',
        calls: 2,
        spentNanoUsd: usd('4.5'),
        savingNanoUsd: usd('3'),
      },
    ])
  })

  it('is what prompts cost that were sent again without the cache, less the writing of it', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const asked = (mark: string, minutes: number, tokens: object = {}) =>
      call(ledger, {
        amountNanoUsd: usd('1'),
        usage: {
          inputTokens: { total: 100_000, ...tokens },
          outputTokens: { total: 0 },
          promptPrefix: { mark, tokens: 90_000 },
        },
        atMs: noonMs - hourMs + minutes * 60_000,
      })
    await asked('a', 0)
    await asked('a', 4)
    await asked('a', 8, { cacheRead: 90_000 })
    await asked('a', 12)
    await asked('b', 12)
    await asked('a', 18)

    // Two were paid in full again: $0.81 less each, but for the $0.90 that the first writing costs more.
    expect((await found(ledger, ['openai:dear'])).filter(({ kind }) => kind === 'uncached_prompts')).toEqual([
      {
        kind: 'uncached_prompts',
        task: 'analysis',
        model: 'openai:dear',
        calls: 2,
        spentNanoUsd: usd('6'),
        savingNanoUsd: usd('0.72'),
      },
    ])
  })

  it('is what second looks cost that changed nothing', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const usage = { inputTokens: { total: 100_000 }, outputTokens: { total: 50_000 } }
    await call(ledger, {}, 'cheap')
    await call(ledger, { usage: { ...usage, changedNothing: true } }, 'cheap')
    await call(ledger, { usage: { ...usage, changedNothing: true } }, 'cheap', 2)

    expect(await found(ledger, [])).toMatchObject([
      { kind: 'idle_passes', calls: 1, spentNanoUsd: usd('4.5'), savingNanoUsd: usd('1.5') },
      { kind: 'repeated_calls', calls: 1, savingNanoUsd: usd('1.5') },
    ])
  })

  it('is what silence cost that was transcribed, as far as the model tells', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const heard = (seconds: object) =>
      spend(ledger, '1.20', {
        attribution: { tenant: 'guild_1', task: 'transcription', workflow: 'wf_1' },
        call: { ...someCall, model: 'hears', operation: 'transcribe' },
        usage: seconds,
        atMs: noonMs - hourMs,
      })
    await heard({ audioSeconds: 600, speechSeconds: 300 })
    await heard({ audioSeconds: 600, speechSeconds: 601 })
    await heard({ audioSeconds: 600, speechSeconds: 451 })
    await heard({ audioSeconds: 600 })

    expect(await found(ledger)).toEqual([
      {
        kind: 'sent_silence',
        task: 'transcription',
        model: 'openai:hears',
        calls: 1,
        spentNanoUsd: usd('4.8'),
        savingNanoUsd: usd('0.6'),
      },
    ])
  })

  it('may be what is held for calls whose bill never came', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const hold = holdOf('0.70', { heldAtMs: noonMs - hourMs, expiresAtMs: noonMs })
    await ledger.hold(hold)
    await ledger.expire(hold.id, noonMs)

    expect(await found(ledger)).toEqual([
      { kind: 'unresolved_calls', calls: 1, spentNanoUsd: usd('0.7'), savingNanoUsd: usd('0.7') },
    ])
  })
})

describe('limits', () => {
  const daily = async (ledger: Ledger, days: number, amount: string) => {
    for (let day = 0; day < days; day += 1)
      await spend(ledger, amount, { attribution: { tenant: 'guild_1' }, atMs: noonMs - day * dayMs })
  }

  it.each([
    [
      10,
      '5.01',
      [
        {
          kind: 'limit_above_use',
          subject: 'guild_1',
          period: 'day',
          spentNanoUsd: usd('1'),
          savingNanoUsd: usd('3.01'),
        },
      ],
    ],
    [10, '5', []],
    [9, '50', []],
    [3, '1', [{ kind: 'limit_below_use', subject: 'guild_1', period: 'day', usedUp: 3, periods: 3 }]],
    [2, '1', []],
  ])('far from what is used on %i days of $1 are told: $%s', async (days, limit, expected) => {
    const ledger = await openLedgerAt(temporaryPath())
    await daily(ledger, days, '1')
    await ledger.setBudget(budgetOf('guild_1', 'day', limit))

    expect(await found(ledger)).toMatchObject(expected)
  })

  it('of nobody in particular are not told', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await daily(ledger, 12, '1')
    await ledger.setBudget(budgetOf('default', 'day', '500'))

    expect(await ledger.budgetStatus(botSubject, noonMs)).toBeDefined()
    expect(await found(ledger)).toEqual([])
  })
})
