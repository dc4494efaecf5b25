import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerLease,
  askForMore,
  emptySlice,
  giveBack,
  holdUnderSlice,
  type LeaseAnswer,
  type LeasedBudget,
  type LeaseRequest,
  leaseMs,
  type Slice,
  settleUnderSlice,
  takeAnswer,
} from '../../../src/ledger/rules/leases.ts'

/** A home with a limit, and shards that have been granted and have spent so much. */
function homeWith(limitNanoUsd: bigint, leases: Readonly<Record<string, readonly [bigint, bigint]>> = {}) {
  const entries = Object.entries(leases).map(
    ([shard, [grantedNanoUsd, spentNanoUsd]]) =>
      [shard, { sequence: 1, grantedNanoUsd, spentNanoUsd }] as const,
  )
  return { limitNanoUsd, leases: new Map(entries) } satisfies LeasedBudget
}

/** The first request of a shard, for so much with so much recent spend. */
function wish(neededNanoUsd: bigint, recentNanoUsd: bigint, recalled: readonly string[] = []): LeaseRequest {
  return {
    ...{ shard: 'a', sequence: 1, keptNanoUsd: 0n, spentNanoUsd: 0n },
    ...{ neededNanoUsd, recentNanoUsd, recalled: new Set(recalled) },
  }
}

describe('a slice', () => {
  it.each([
    ['what was spent lately', 1n, 20n, 20n],
    ['a hundredth of what is left, when more was spent', 1n, 60n, 50n],
    ['a hundredth of what is left, when as much was spent', 1n, 50n, 50n],
    ['what the call needs, when that is more', 51n, 60n, 51n],
    ['all that is left, when the call needs that', 5_000n, 0n, 5_000n],
    ['nothing that was not asked for', 0n, 60n, 0n],
  ])('is %s', (_what, needed, recent, grantedNanoUsd) => {
    const { answer, budget } = answerLease(homeWith(6_000n, { b: [1_000n, 1_000n] }), wish(needed, recent))
    expect(answer).toEqual({ kind: 'granted', sequence: 1, grantedNanoUsd })
    expect(budget.leases.get('a')).toEqual({ sequence: 1, grantedNanoUsd, spentNanoUsd: 0n })
  })

  it('is refused only when what others have not spent would not do', () => {
    const home = homeWith(100n, { b: [60n, 50n], c: [30n, 25n], d: [5n, 5n] })
    const answerTo = (needed: bigint, recalled: readonly string[] = []) =>
      answerLease(home, wish(needed, 0n, recalled)).answer
    expect(answerTo(5n)).toMatchObject({ kind: 'granted' })
    expect(answerTo(6n)).toEqual({ kind: 'recall', shards: ['b', 'c'] })
    expect(answerTo(20n)).toEqual({ kind: 'recall', shards: ['b', 'c'] })
    expect(answerTo(21n)).toEqual({ kind: 'refused', leftNanoUsd: 5n })
    expect(answerTo(10n, ['b'])).toEqual({ kind: 'recall', shards: ['c'] })
    expect(answerTo(11n, ['b'])).toEqual({ kind: 'refused', leftNanoUsd: 5n })
  })

  it('does not wait for what the shard itself has unused', () => {
    const request = { ...wish(10n, 0n), sequence: 2, keptNanoUsd: 95n, spentNanoUsd: 20n }
    expect(answerLease(homeWith(100n, { a: [95n, 0n] }), request).answer).toEqual({
      kind: 'refused',
      leftNanoUsd: 5n,
    })
  })

  it('leaves nothing of a limit that was lowered below what is granted', () => {
    expect(answerLease(homeWith(100n, { b: [150n, 150n] }), wish(1n, 0n)).answer).toEqual({
      kind: 'refused',
      leftNanoUsd: 0n,
    })
  })

  it('counts once, however often it is asked for, and not after a later request', () => {
    const asked = answerLease(homeWith(10_000n), wish(10n, 60n))
    const { budget } = answerLease(asked.budget, { ...wish(9_900n, 0n), shard: 'b' })
    expect(answerLease(budget, wish(10n, 60n))).toEqual({ answer: asked.answer, budget })
    const later = answerLease(budget, { ...wish(0n, 0n), sequence: 2 })
    expect(answerLease(later.budget, wish(10n, 60n))).toEqual({
      answer: { kind: 'stale' },
      budget: later.budget,
    })
  })
})

describe('a shard', () => {
  const granted: Slice = { ...emptySlice('a'), grantedNanoUsd: 10n, expiresAtMs: 1_000 }

  it('holds all that it was granted, until that expires', () => {
    expect(holdUnderSlice(granted, 10n, 999)).toMatchObject({ kind: 'held', slice: { heldNanoUsd: 10n } })
    expect(holdUnderSlice(granted, 11n, 999)).toEqual({ kind: 'short', neededNanoUsd: 1n })
    expect(holdUnderSlice(granted, 10n, 1_000)).toEqual({ kind: 'short', neededNanoUsd: 10n })
  })

  it('gives back what has expired when it asks for more', () => {
    const more = { amountNanoUsd: 12n, recentNanoUsd: 3n }
    expect(askForMore(granted, { ...more, atMs: 999 }).request).toMatchObject({
      keptNanoUsd: 10n,
      neededNanoUsd: 2n,
    })
    expect(askForMore(granted, { ...more, atMs: 1_000 }).request).toMatchObject({
      keptNanoUsd: 0n,
      neededNanoUsd: 12n,
    })
  })

  it('tells of calls that have cost more than was held, and has that much less for the next', () => {
    const over = settleUnderSlice({ ...granted, heldNanoUsd: 10n }, 10n, 13n)
    const { request, slice } = askForMore(over, { amountNanoUsd: 4n, recentNanoUsd: 0n, atMs: 0 })
    expect(request).toMatchObject({ keptNanoUsd: 13n, spentNanoUsd: 13n, neededNanoUsd: 4n })
    const { answer } = answerLease(homeWith(20n), request)
    expect(holdUnderSlice(takeAnswer(slice, answer, 0), 4n, 0)).toMatchObject({ kind: 'held' })
  })

  it('may hold for so long against an answer, and takes none that is late', () => {
    const { slice } = askForMore(emptySlice('a'), { amountNanoUsd: 5n, recentNanoUsd: 0n, atMs: 0 })
    const answer: LeaseAnswer = { kind: 'granted', sequence: 1, grantedNanoUsd: 5n }
    expect(takeAnswer(slice, answer, 100)).toMatchObject({ grantedNanoUsd: 5n, expiresAtMs: 100 + leaseMs })
    const { slice: left } = giveBack(slice)
    expect(takeAnswer(left, answer, 100)).toBe(left)
  })
})

/** What may happen between a home and its shards; messages arrive in any order, twice, or never. */
const step = fc.record({
  kind: fc.constantFrom(
    'hold',
    'hold',
    'ask',
    'settle',
    'deliver',
    'deliver',
    'deliver',
    'lose',
    'give back',
    'wait',
  ),
  shard: fc.nat(3),
  amount: fc.bigInt({ min: 1n, max: 400n }),
  which: fc.nat(1_000),
  isTwice: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Message = { readonly request: LeaseRequest } | { readonly answer: LeaseAnswer; readonly to: string }

/** Several shards under one limit, with the messages that are on their way. */
class Fleet {
  budget: LeasedBudget
  readonly #slices = new Map(['a', 'b', 'c', 'd'].map((shard) => [shard, emptySlice(shard)]))
  readonly #held = new Map<string, bigint[]>()
  #messages: Message[] = []
  #atMs = 0

  constructor(limitNanoUsd: bigint) {
    this.budget = { limitNanoUsd, leases: new Map() }
  }

  get usedNanoUsd(): bigint {
    return [...this.#slices.values()].reduce((sum, slice) => sum + slice.spentNanoUsd + slice.heldNanoUsd, 0n)
  }

  take({ kind, shard: number, amount, which, isTwice }: Step): void {
    const shard = [...this.#slices.keys()][number] ?? ''
    const slice = this.#slice(shard)
    const atMs = this.#atMs
    if (kind === 'hold') this.hold(shard, amount)
    else if (kind === 'ask')
      this.#send(askForMore(slice, { amountNanoUsd: amount, recentNanoUsd: 300n, atMs }))
    else if (kind === 'give back') this.#send(giveBack(slice))
    else if (kind === 'settle') this.#settle(shard, amount)
    else if (kind === 'wait') this.#atMs += leaseMs / 2
    else this.#deliver(which, kind === 'lose', isTwice)
  }

  hold(shard: string, amount: bigint): boolean {
    const outcome = holdUnderSlice(this.#slice(shard), amount, this.#atMs)
    if (outcome.kind === 'short') return false
    this.#slices.set(shard, outcome.slice)
    this.#held.set(shard, [...(this.#held.get(shard) ?? []), amount])
    return true
  }

  /** Asks, recalls from those that answer, and asks again, as a shard in need of money does. */
  need(shard: string, amountNanoUsd: bigint, silent: ReadonlySet<string> = new Set()): LeaseAnswer['kind'] {
    const recalled = new Set<string>()
    for (;;) {
      const more = { amountNanoUsd, recentNanoUsd: 0n, atMs: this.#atMs, recalled }
      const answer = this.#exchange(askForMore(this.#slice(shard), more))
      if (answer.kind !== 'recall') return answer.kind
      for (const other of answer.shards) {
        recalled.add(other)
        if (!silent.has(other)) this.#exchange(giveBack(this.#slice(other)))
      }
    }
  }

  giveBackAll(): void {
    for (const slice of this.#slices.values()) this.#exchange(giveBack(slice))
  }

  #slice(shard: string): Slice {
    return this.#slices.get(shard) ?? emptySlice(shard)
  }

  #settle(shard: string, cost: bigint): void {
    const [amount, ...others] = this.#held.get(shard) ?? []
    if (amount === undefined) return
    this.#held.set(shard, others)
    const costNanoUsd = cost < amount ? cost : amount
    this.#slices.set(shard, settleUnderSlice(this.#slice(shard), amount, costNanoUsd))
  }

  #send({ slice, request }: ReturnType<typeof giveBack>): void {
    this.#slices.set(slice.shard, slice)
    this.#messages.push({ request })
  }

  #exchange(sent: ReturnType<typeof giveBack>): LeaseAnswer {
    const { shard } = sent.slice
    this.#slices.set(shard, sent.slice)
    const { answer, budget } = answerLease(this.budget, sent.request)
    this.budget = budget
    this.#slices.set(shard, takeAnswer(sent.slice, answer, this.#atMs))
    return answer
  }

  #deliver(which: number, isLost: boolean, isTwice: boolean): void {
    if (this.#messages.length === 0) return
    const place = which % this.#messages.length
    const [message] = isTwice ? this.#messages.slice(place) : this.#messages.splice(place, 1)
    if (!message || isLost) return
    if ('answer' in message) {
      this.#slices.set(message.to, takeAnswer(this.#slice(message.to), message.answer, this.#atMs))
      return
    }
    const { answer, budget } = answerLease(this.budget, message.request)
    this.budget = budget
    this.#messages.push({ answer, to: message.request.shard })
  }
}

function grantedOf({ leases }: LeasedBudget): bigint {
  return [...leases.values()].reduce((sum, { grantedNanoUsd }) => sum + grantedNanoUsd, 0n)
}

const anyLimit = fc.bigInt({ min: 0n, max: 1_500n })

describe('whatever becomes of the messages', () => {
  it('no limit is overspent, and all that is unused comes back', () => {
    fc.assert(
      fc.property(anyLimit, fc.array(step, { maxLength: 200, size: 'max' }), (limit, steps) => {
        const fleet = new Fleet(limit)
        for (const one of steps) {
          fleet.take(one)
          expect(fleet.usedNanoUsd).toBeLessThanOrEqual(limit)
          expect(grantedOf(fleet.budget)).toBeLessThanOrEqual(limit)
        }
        fleet.giveBackAll()
        expect(grantedOf(fleet.budget)).toBe(fleet.usedNanoUsd)
        const left = limit - fleet.usedNanoUsd
        expect(fleet.need('a', left + 1n)).toBe('refused')
        expect(fleet.need('a', left)).toBe('granted')
        expect(fleet.hold('a', left)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('a call is refused only when it does not fit beside what is used, and what silent shards may have used', () => {
    fc.assert(
      fc.property(
        anyLimit,
        fc.array(step, { maxLength: 200, size: 'max' }),
        fc.bigInt({ min: 1n, max: 1_500n }),
        fc.subarray(['b', 'c']),
        (limit, steps, amount, silent) => {
          const fleet = new Fleet(limit)
          for (const one of steps) fleet.take(one)
          const outcome = fleet.need('a', amount, new Set(silent))
          const outOfReach = silent.reduce((sum, shard) => {
            const { grantedNanoUsd = 0n } = fleet.budget.leases.get(shard) ?? {}
            return sum + grantedNanoUsd
          }, 0n)
          if (outcome === 'granted') expect(fleet.hold('a', amount)).toBe(true)
          else expect(fleet.usedNanoUsd + outOfReach + amount).toBeGreaterThan(limit)
        },
      ),
      { numRuns: 300 },
    )
  })
})
