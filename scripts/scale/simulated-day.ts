import {
  answerLease,
  askForMore,
  emptySlice,
  giveBack,
  holdUnderSlice,
  type LeaseAnswer,
  type LeasedBudget,
  recentMs,
  type Slice,
  settleUnderSlice,
  takeAnswer,
} from '../../src/ledger/rules/leases.ts'

export interface DayOptions {
  readonly servers: number
  readonly shards: number
  /** Of each server: one run of so many calls, at a moment of its own. */
  readonly callsPerRun: number
  /** Percent of what all calls cost that the limit pays for. */
  readonly limitPercent: number
  /** Seconds of the day from when on the last shard answers nobody; it neither calls nor gives back. */
  readonly silentFromSeconds?: number
}

export interface DayFigures {
  readonly holds: number
  readonly refused: number
  /** Requests of shards to the limit's home, and recalls from it. */
  readonly roundTrips: number
  readonly mostRoundTripsASecond: number
  readonly limitNanoUsd: bigint
  /** The most that was left of the limit when a call was refused; undefined when none was. */
  readonly unusableNanoUsd: bigint | undefined
  /** What was spent and held beyond the limit at any moment. */
  readonly overspentNanoUsd: bigint
}

const daySeconds = 86_400
/** A call's answer comes after so long. */
const callSeconds = 8
/** A refusal of the home stands for so long before a shard asks again. */
const refusalSeconds = 1
/** A bound of what calls may cost: three sizes, 5 to 20 thousandths of a dollar. What they cost is half of it. */
const heldNanoUsd = [5_000_000n, 8_000_000n, 20_000_000n] as const

interface Shard {
  slice: Slice
  /** What is held and settled in each of the seconds to come, in a ring. */
  readonly underWay: bigint[]
  /** Spend of the last minute, by second. */
  readonly recent: bigint[]
  recentNanoUsd: bigint
  refusedUntil: number
}

/** A day of many servers under one limit that is leased to shards: each server lies on one of them. */
export function simulateDay(options: DayOptions): DayFigures {
  const limitNanoUsd = (demandOf(options) * BigInt(options.limitPercent)) / 100n
  const day = new Day(options, limitNanoUsd)
  const starts = serversBySecond(options.servers)
  for (let second = 0, server = 0; second < daySeconds; second += 1) {
    day.begin(second)
    const until = starts[second + 1] ?? options.servers
    for (; server < until; server += 1) day.run(server)
  }
  return day.figures()
}

class Day {
  readonly #options: DayOptions
  readonly #shards: Shard[]
  #home: LeasedBudget
  #second = 0
  #usedNanoUsd = 0n
  #thisSecond = 0
  #figures = { holds: 0, refused: 0, roundTrips: 0, most: 0, overspent: 0n }
  #unusable: bigint | undefined

  constructor(options: DayOptions, limitNanoUsd: bigint) {
    this.#options = options
    this.#home = { limitNanoUsd, leases: new Map() }
    this.#shards = Array.from({ length: options.shards }, (_, number) => ({
      slice: emptySlice(`shard ${number}`),
      underWay: new Array<bigint>(callSeconds).fill(0n),
      recent: new Array<bigint>(recentMs / 1_000).fill(0n),
      recentNanoUsd: 0n,
      refusedUntil: 0,
    }))
  }

  begin(second: number): void {
    this.#second = second
    this.#thisSecond = 0
    for (const shard of this.#shards) this.#settleDue(shard)
  }

  /** All calls of a server's run. */
  run(server: number): void {
    const { shards, callsPerRun } = this.#options
    const number = hash(server) % shards
    const shard = this.#shards[number]
    if (!shard || this.#isSilent(number)) return
    for (let call = 0; call < callsPerRun; call += 1) this.#hold(shard, amountOf(server, call))
  }

  figures(): DayFigures {
    const { holds, refused, roundTrips, most, overspent } = this.#figures
    return {
      ...{ holds, refused, roundTrips, mostRoundTripsASecond: most, overspentNanoUsd: overspent },
      ...{ limitNanoUsd: this.#home.limitNanoUsd, unusableNanoUsd: this.#unusable },
    }
  }

  #hold(shard: Shard, amountNanoUsd: bigint): void {
    const atMs = this.#second * 1_000
    let outcome = holdUnderSlice(shard.slice, amountNanoUsd, atMs)
    if (outcome.kind === 'short' && shard.refusedUntil <= this.#second && this.#askFor(shard, amountNanoUsd))
      outcome = holdUnderSlice(shard.slice, amountNanoUsd, atMs)
    if (outcome.kind === 'short') {
      this.#figures.refused += 1
      return
    }
    shard.slice = outcome.slice
    const place = this.#second % callSeconds
    shard.underWay[place] = (shard.underWay[place] ?? 0n) + amountNanoUsd
    this.#figures.holds += 1
    this.#usedNanoUsd += amountNanoUsd
    const overspent = this.#usedNanoUsd - this.#home.limitNanoUsd
    if (overspent > this.#figures.overspent) this.#figures.overspent = overspent
  }

  /** False when the home has refused. */
  #askFor(shard: Shard, amountNanoUsd: bigint): boolean {
    const recalled = new Set<string>()
    const { recentNanoUsd } = shard
    for (;;) {
      const wish = { amountNanoUsd, recentNanoUsd, atMs: this.#second * 1_000, recalled }
      const answer = this.#exchange(shard, askForMore(shard.slice, wish))
      if (answer.kind !== 'recall') {
        if (answer.kind === 'granted') return true
        shard.refusedUntil = this.#second + refusalSeconds
        const left = this.#home.limitNanoUsd - this.#usedNanoUsd
        if (this.#unusable === undefined || left > this.#unusable) this.#unusable = left
        return false
      }
      for (const [number, other] of this.#shards.entries()) {
        if (!answer.shards.includes(other.slice.shard)) continue
        recalled.add(other.slice.shard)
        if (this.#isSilent(number)) this.#count()
        else this.#exchange(other, giveBack(other.slice))
      }
    }
  }

  #exchange(shard: Shard, { slice, request }: ReturnType<typeof giveBack>): LeaseAnswer {
    this.#count()
    const { answer, budget } = answerLease(this.#home, request)
    this.#home = budget
    shard.slice = takeAnswer(slice, answer, this.#second * 1_000)
    return answer
  }

  #count(): void {
    this.#figures.roundTrips += 1
    this.#thisSecond += 1
    if (this.#thisSecond > this.#figures.most) this.#figures.most = this.#thisSecond
  }

  /** What was held `callSeconds` ago has cost half of it. */
  #settleDue(shard: Shard): void {
    const place = this.#second % callSeconds
    const held = shard.underWay[place] ?? 0n
    const cost = held / 2n
    shard.underWay[place] = 0n
    if (held > 0n) shard.slice = settleUnderSlice(shard.slice, held, cost)
    this.#usedNanoUsd -= held - cost
    const oldest = this.#second % shard.recent.length
    shard.recentNanoUsd += cost - (shard.recent[oldest] ?? 0n)
    shard.recent[oldest] = cost
  }

  #isSilent(shard: number): boolean {
    const { silentFromSeconds = daySeconds, shards } = this.#options
    return shard === shards - 1 && this.#second >= silentFromSeconds
  }
}

function demandOf({ servers, callsPerRun }: DayOptions): bigint {
  let sum = 0n
  for (const amount of heldNanoUsd) sum += amount
  return (BigInt(servers) * BigInt(callsPerRun) * sum) / BigInt(heldNanoUsd.length) / 2n
}

function amountOf(server: number, call: number): bigint {
  return heldNanoUsd[hash(server * 31 + call) % heldNanoUsd.length] ?? 0n
}

/** Before each second so many servers have begun: at the height of the day four times as many as on average, at night nearly none. */
function serversBySecond(servers: number): Float64Array {
  const weights = Float64Array.from({ length: daySeconds }, (_, second) => {
    const wave = Math.sin((Math.PI * second) / daySeconds)
    return wave ** 24 + 0.02
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const starts = new Float64Array(daySeconds + 1)
  let before = 0
  for (const [second, weight] of weights.entries()) {
    starts[second] = Math.round((before / sum) * servers)
    before += weight
  }
  starts[daySeconds] = servers
  return starts
}

/** Evenly spread, the same in every run: https://github.com/skeeto/hash-prospector (2026-11). */
function hash(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}
