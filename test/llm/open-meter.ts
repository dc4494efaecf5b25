import { trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { createMeter, type MeterOptions } from '../../src/llm/ledger-meter.ts'
import type { CallPlan } from '../../src/llm/meter.ts'
import type { CallSteps } from '../../src/llm/wire-tap.ts'
import type { Price } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import type { PriceSource } from '../../src/pricing/price-source.ts'
import type { WireReply } from '../../src/pricing/wire/read-reply.ts'
import { toldBy } from '../../src/pricing/wire/told.ts'
import { price } from '../pricing/cost-factory.ts'
import { noonMs, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

export const model = { provider: 'openai', model: 'gpt-5-mini' } as const
export const attribution = { tenant: 'guild_1', user: '7', workflow: 'wf_1' } as const
export const timeoutMs = 30_000
/** A thousand nano a token in, two thousand a token out. */
export const plain = price({ input: 1, output: 2 })
export const plan: CallPlan = {
  model,
  operation: 'generate',
  inputTokens: 1_000,
  maxOutputTokens: 500,
  leastOutputTokens: 100,
  timeoutMs,
}
/** All that the plan may cost: 1,000 tokens in and 500 out. */
export const wholeNanoUsd = 2_000_000n

/** Raw replies that a test has put there. */
class Wire {
  readonly replies = new Map<string, WireReply>()
  readonly expected: string[] = []
  readonly steps = new Map<string, CallSteps>()
  readonly forgotten: string[] = []
  hasLeft = true

  expect(id: string, steps: CallSteps): void {
    this.expected.push(id)
    this.steps.set(id, steps)
  }
  canHaveLeft(): boolean {
    return this.hasLeft
  }
  replyTo(id: string): WireReply | undefined {
    return this.replies.get(id)
  }
  forget(id: string): void {
    this.forgotten.push(id)
    this.replies.delete(id)
  }
}

function replyOf(body: unknown): WireReply {
  return { status: 200, headers: {}, told: toldBy(body), isStreamed: false, isComplete: true }
}

export const counted = (prompt: number, completion: number, more: object = {}) =>
  replyOf({ choices: [{}], usage: { prompt_tokens: prompt, completion_tokens: completion }, ...more })

interface Options {
  readonly price?: Price
  readonly prices?: Partial<PriceSource>
  readonly through?: (ledger: LedgerStore) => LedgerStore
  readonly withoutWire?: boolean
}

/** A meter on books of its own. */
export async function openMeter(options: Options = {}) {
  const ledger = await openLedgerAt(temporaryPath())
  const timers = new HandDrivenTimers(noonMs)
  const wire = new Wire()
  const told: string[] = []
  const answer: PriceAnswer = {
    kind: 'priced',
    price: options.price ?? plain,
    seller: 'openai',
    estimated: false,
  }
  let holds = 0
  const meter = createMeter({
    ledger: options.through?.(ledger) ?? ledger,
    prices: {
      priceOf: () => answer,
      priceUnlessFree: () => answer,
      servedModel: () => ({ kind: 'same' }),
      ...options.prices,
    },
    ...(!options.withoutWire && { wire: wire as NonNullable<MeterOptions['wire']> }),
    now: timers.now,
    timers,
    newId: () => `hold_${++holds}`,
    observer: {
      booked: ({ entry }) => void told.push(`booked ${entry.id}`),
      softLimitsExceeded: (limits) => void told.push(`soft ${limits.map(({ subject }) => subject)}`),
      caution: ({ code, model: name }) => void told.push(`${code} ${name}`),
    },
  })
  const inScope = <T>(fn: () => T, totalUsd?: string): T =>
    trackRequestBudget(
      { id: 'scope_1', attribution, ...(totalUsd !== undefined && { totalNanoUsd: usd(totalUsd) }) },
      fn,
    )
  const open = (overrides: Partial<CallPlan> = {}, totalUsd?: string) =>
    inScope(() => meter.open({ ...plan, ...overrides }), totalUsd)
  const held = async () => (await ledger.holdsPending()).map(({ amountNanoUsd }) => amountNanoUsd)
  const entries = () => ledger.entriesOf('wf_1')
  return { ledger, timers, wire, told, meter, inScope, open, held, entries }
}
