import { describe, expect, it } from 'vitest'
import { refusalIn } from '../../src/budget/budget-refused-error.ts'
import { createTranscriptions } from '../../src/llm/transcriptions.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { failureOf } from '../support/failure-of.ts'
import * as faults from '../support/providers/faults.ts'
import { answer } from '../support/providers/reply.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { type BoundaryOptions, inScope, inScopeOf, openBoundary } from './open-boundary.ts'
import { expectClosedBooks, expectSameBooks } from './same-books.ts'
import { recordingOf } from './silence.ts'

/** Priced by the hour of audio. */
const whisper: ModelId = { provider: 'openai', model: 'whisper-1' }
/** Priced by tokens, those of sound dearer than those of text. */
const byTokens: ModelId = { provider: 'openai', model: 'gpt-4o-transcribe' }

const seconds = 90.5

async function openTranscriptions(model: ModelId, options: BoundaryOptions = {}) {
  const boundary = await openBoundary(options)
  const { providers, meter, timeoutMs } = boundary
  const { transcribe } = createTranscriptions({ providers, meter, model, timeoutMs })
  const media = recordingOf(seconds)
  return { ...boundary, transcribe: () => inScope(() => transcribe([media])), media, free: transcribe }
}

describe.each([whisper, byTokens])('the ledger has what the provider served of $model', (model) => {
  it('of one file', async () => {
    const boundary = await openTranscriptions(model)

    await boundary.transcribe()

    expect(await expectSameBooks(boundary)).toMatchObject([
      { ...model, operation: 'transcribe', provenance: 'computed', overage: false },
    ])
  })

  it('with how long something was said, where it tells when', async () => {
    const boundary = await openTranscriptions(model)

    await boundary.transcribe()

    const [entry] = await boundary.entries()
    const told = entry?.usage.speechSeconds
    expect(model === whisper ? told !== undefined && told > 80 && told <= seconds : told === undefined).toBe(
      true,
    )
  })

  it('after an outage', async () => {
    const boundary = await openTranscriptions(model)
    boundary.openai.respondWith([faults.rateLimited(0)])

    await boundary.transcribe()

    expect(await expectSameBooks(boundary)).toMatchObject([{ failedCalls: 1 }, { calls: 1 }])
  })

  it('as the provider says, when it names a dearer cost', async () => {
    const boundary = await openTranscriptions(model)
    boundary.openai.respondWith([faults.withCostHeader(0.25)])

    await boundary.transcribe()

    expect(await boundary.entries()).toMatchObject([
      {
        provenance: 'estimated',
        amountNanoUsd: 250_000_000n,
        cautions: [{ code: 'named_cost_high', detail: { named: '0.25' } }],
      },
    ])
  })

  it('with no request at all when the limit does not leave enough', async () => {
    const boundary = await openTranscriptions(model)

    const error = await failureOf(inScopeOf('0.001', () => boundary.free([boundary.media])))

    expect(error).toMatchObject({ name: 'BudgetRefusedError', refusal: { kind: 'scope' } })
    expect(boundary.openai.requests).toEqual([])
    await expectClosedBooks(boundary)
  })
})

it('an hour of whisper is 0.36, by the whole second: 90.5 seconds are 0.0091', async () => {
  const boundary = await openTranscriptions(whisper)

  await boundary.transcribe()

  expect(await boundary.entries()).toMatchObject([{ amountNanoUsd: 9_100_000n, usage: { audioSeconds: 91 } }])
})

it('tokens of sound have their own rate: 905 at 6 and 49 of text at 10 per million are 0.00592', async () => {
  const boundary = await openTranscriptions(byTokens)
  boundary.openai.respondWith([answer({ usage: { output: 49 } })])

  await boundary.transcribe()

  expect(await boundary.entries()).toMatchObject([
    { amountNanoUsd: 5_920_000n, usage: { inputTokens: { total: 905, audio: 905 } } },
  ])
})

it.each([whisper, byTokens])(
  'a silent recording of $model is not free when the provider says zero',
  async (model) => {
    const boundary = await openTranscriptions(model)
    const nothing = { input: 0, output: 0, audioSeconds: 0 }
    boundary.openai.respondWith([answer({ text: 'Words were heard.', usage: nothing })])

    await boundary.transcribe()

    const [entry] = await boundary.entries()
    expect(entry?.provenance).toBe('estimated')
    expect(entry?.amountNanoUsd).toBeGreaterThan(0n)
  },
)

it('sound of which the provider counts nothing is booked at the upper estimate, within the hold', async () => {
  const boundary = await openTranscriptions(byTokens)
  boundary.openai.respondWith([answer({ omitUsage: true })])

  await boundary.transcribe()

  // 91 seconds of 20 tokens at 6 per million, and what the model wrote.
  const [entry] = await boundary.entries()
  expect(entry).toMatchObject({ provenance: 'estimated', overage: false })
  expect(entry?.amountNanoUsd).toBeGreaterThanOrEqual(10_920_000n)
})

// 91 seconds of 20 tokens of sound at 6 per million, and of 6 tokens of text and 100 more at 10.
it('sound that is paid by tokens is held at twice what such models count, and at fast speech', async () => {
  const boundary = await openTranscriptions(byTokens)
  const refused = await failureOf(inScopeOf('0.017379999', () => boundary.free([boundary.media])))
  expect(refused).toMatchObject({ name: 'BudgetRefusedError' })
  await inScopeOf('0.01738', () => boundary.free([boundary.media]))
  expect(await boundary.entries()).toHaveLength(1)
})

describe('a recording in parts', () => {
  const first = recordingOf(30)
  const second = recordingOf(31)

  async function openParts() {
    const timers = new HandDrivenTimers()
    const boundary = await openTranscriptions(whisper, { timers })
    return { ...boundary, timers }
  }

  it('costs nothing for a part whose time was over before it could be sent', async () => {
    const { timers, timeoutMs, free, openai, ...boundary } = await openParts()
    const late = { ...second, media: () => timers.pass(timeoutMs * 2).then(second.media) }

    const error = await failureOf(inScope(() => free([first, late])))

    expect(error).toMatchObject({ name: 'TimeoutError' })
    expect(openai.requests).toHaveLength(1)
    expect(await boundary.entries()).toMatchObject([{ amountNanoUsd: 3_000_000n, provenance: 'computed' }])
    await expectClosedBooks(boundary)
  })

  it('is refused at once where a second attempt leaves too little for the others', async () => {
    const { timers, free, openai, ...boundary } = await openParts()
    openai.respondWith([faults.badGateway()])

    const error = await failureOf(inScopeOf('0.0062', () => free([first, second])))

    expect(refusalIn(error)).toMatchObject({ refusal: { kind: 'scope' } })
    expect(await boundary.entries()).toMatchObject([{ provenance: 'unresolved', amountNanoUsd: 3_000_000n }])
    await expectClosedBooks(boundary)
  })

  it('has the money of all of it held again for a second attempt', async () => {
    const { timers, free, openai, ...boundary } = await openParts()
    openai.respondWith([faults.badGateway()])

    expect(await inScopeOf('0.0091', () => free([first, second]))).toHaveLength(2)

    const booked = await boundary.entries()
    expect(booked.map(({ amountNanoUsd }) => amountNanoUsd)).toEqual([3_000_000n, 3_000_000n, 3_100_000n])
    await expectClosedBooks(boundary)
  })

  /** Two parts wait for money that another call of the same scope holds, until that call is let go. */
  async function openWaiting() {
    const opened = await openParts()
    const { meter, timers, timeoutMs, free } = opened
    return inScopeOf('0.0062', async () => {
      const plan = {
        model: whisper,
        operation: 'transcribe',
        timeoutMs: 1,
        units: { audioSeconds: 50 },
      } as const
      const other = await meter.open(plan)
      const waiting = free([first, second])
      await timers.asked(timeoutMs)
      return { ...opened, letGo: () => other.release(false), waiting }
    })
  }
  const elsewhere = { id: 'scope_elsewhere' }

  it('is called off while another waits for its money', async () => {
    const { free, letGo, waiting, ...boundary } = await openWaiting()
    const calledOff = new AbortController()
    const behind = failureOf(inScope(() => free([first, second], { signal: calledOff.signal }), elsewhere))

    calledOff.abort(new RangeError('called off'))

    expect(await behind).toBeInstanceOf(RangeError)
    await letGo()
    expect(await waiting).toHaveLength(2)
    await expectClosedBooks(boundary)
  })

  it('keeps nobody waiting who has but one', async () => {
    const { free, letGo, waiting } = await openWaiting()

    expect(await inScope(() => free([second]), elsewhere)).toHaveLength(1)

    await letGo()
    await waiting
  })
})
