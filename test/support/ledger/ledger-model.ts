import { type Period, periods } from '../../../src/ledger/period.ts'
import type {
  CorrectRequest,
  HoldRequest,
  RecordRequest,
  SettleRequest,
} from '../../../src/ledger/requests.ts'

interface Line {
  readonly tenant: string
  readonly user: string | undefined
  readonly scopes: readonly string[]
  readonly atMs: number
  readonly amount: bigint
}

interface ModelHold extends Line {
  state: 'pending' | 'settled' | 'voided' | 'expired'
}

interface Sum {
  spent: bigint
  held: bigint
}

/** Time zones without a change of clocks, so that the model needs no calendar. */
export const modelZoneMinutes = { UTC: 0, 'Asia/Kolkata': 330, 'Asia/Kathmandu': 345 } as const
export type ModelZone = keyof typeof modelZoneMinutes

const conflict = 'IdempotencyConflictError'

/** The rules of the ledger once more, as plain sums in memory: it foretells every answer and every balance. */
export class LedgerModel {
  readonly #holds = new Map<string, ModelHold>()
  readonly #booked = new Map<string, Line>()
  readonly #corrections = new Map<string, string>()
  /** Corrections to nothing, of calls that were surely not billed. */
  readonly #takenBack = new Set<string>()
  readonly #lines: Line[] = []
  readonly #sums = new Map<string, Sum>()
  readonly #limits = new Map<string, bigint>()
  /** Zones of subjects, each from a moment on; before all of them UTC. */
  readonly #zones = new Map<string, { readonly zone: ModelZone; readonly fromMs: number }[]>()
  readonly pending: string[] = []
  readonly entries: string[] = []

  get lineCount(): number {
    return this.#lines.length
  }

  hold({ id, amountNanoUsd, atLeastNanoUsd, attribution, scopes, heldAtMs }: HoldRequest): string {
    if (this.#holds.has(id)) return 'held'
    const { tenant, user } = attribution
    const line = { tenant, user, scopes: scopes.map(({ account }) => account), atMs: heldAtMs }
    const limits = [
      ...scopes.map(({ account, limitNanoUsd }) => [scopeKey(account), limitNanoUsd] as const),
      ...this.#subjectKeys(line).map(
        ({ subject, period, key }) => [key, this.#limitOf(subject, period)] as const,
      ),
    ]
    const left = limits.flatMap(([key, limit]) => {
      const { spent, held } = this.sum(key)
      return limit === undefined ? [] : [limit - spent - held]
    })
    const admitted = left.reduce((least, amount) => (amount < least ? amount : least), amountNanoUsd)
    const amount = admitted > 0n ? admitted : 0n
    if (amount < (atLeastNanoUsd ?? amountNanoUsd)) return 'refused'
    this.#holds.set(id, { ...line, amount, state: 'pending' })
    this.pending.push(id)
    this.#add(line, 0n, amount)
    return 'held'
  }

  settle({ holdId, amountNanoUsd }: SettleRequest): string {
    const hold = this.#holds.get(holdId)
    if (!hold) return 'unknown_hold'
    const entry = `${holdId}:entry`
    switch (hold.state) {
      case 'pending':
        this.#end(holdId, hold, 'settled')
        this.#book(entry, { ...hold, amount: amountNanoUsd })
        return 'settled'
      case 'settled':
        return this.#booked.get(entry)?.amount === amountNanoUsd ? 'settled' : conflict
      case 'expired':
        return this.#settleLate(entry, amountNanoUsd)
      case 'voided':
        return 'already_ended'
      default:
        return hold.state satisfies never
    }
  }

  void(holdId: string, failed: boolean): string {
    const hold = this.#holds.get(holdId)
    if (!hold) return 'unknown_hold'
    if (hold.state === 'expired') return this.#voidLate(`${holdId}:entry`)
    if (hold.state !== 'pending') return hold.state === 'voided' ? 'voided' : 'already_ended'
    this.#end(holdId, hold, 'voided')
    if (failed) this.#book(`${holdId}:entry`, { ...hold, amount: 0n })
    return 'voided'
  }

  expire(holdId: string): string {
    const hold = this.#holds.get(holdId)
    if (!hold) return 'unknown_hold'
    if (hold.state !== 'pending') return hold.state === 'expired' ? 'expired' : 'already_ended'
    this.#end(holdId, hold, 'expired')
    this.#book(`${holdId}:entry`, hold)
    return 'expired'
  }

  record({ id, attribution, scopes, amountNanoUsd, atMs }: RecordRequest): string {
    const accounts = scopes.map(({ account }) => account)
    const { tenant, user } = attribution
    this.#book(id, { tenant, user, scopes: accounts, atMs, amount: amountNanoUsd })
    return 'recorded'
  }

  correct({ id, corrects, amountNanoUsd }: CorrectRequest): string {
    if (this.#corrections.has(corrects)) return 'already_corrected'
    return this.#booked.has(corrects) ? this.#correct(id, corrects, amountNanoUsd) : 'unknown_entry'
  }

  setBudget(subject: string, period: Period, limit: bigint | undefined): void {
    if (limit === undefined) this.#limits.delete(`${subject} ${period}`)
    else this.#limits.set(`${subject} ${period}`, limit)
  }

  /** @param atMs later than everything that was held. */
  setTimeZone(subject: string, zone: ModelZone, atMs: number): string {
    const zones = this.#zones.get(subject) ?? []
    if ((zones.at(-1)?.zone ?? 'UTC') === zone) return 'unchanged'
    this.#zones.set(subject, [...zones, { zone, fromMs: atMs }])
    for (const key of this.#sums.keys()) if (key.startsWith(`${subject} `)) this.#sums.delete(key)
    const holds = [...this.#holds.values()].filter(({ state }) => state === 'pending')
    const readd = (line: Line, spent: bigint, held: bigint) => {
      for (const moved of this.#subjectKeys(line))
        if (moved.subject === subject) this.#addTo(moved.key, spent, held)
    }
    for (const line of this.#lines) readd(line, line.amount, 0n)
    for (const hold of holds) readd(hold, 0n, hold.amount)
    return 'set'
  }

  sum(key: string): Readonly<Sum> {
    return this.#sums.get(key) ?? { spent: 0n, held: 0n }
  }

  /** Where a subject's period at a time is summed: by each zone that was in force at some time of the period. */
  keys(subject: string, period: Period, atMs: number): readonly string[] {
    const zones = [{ zone: 'UTC' as const, fromMs: 0 }, ...(this.#zones.get(subject) ?? [])]
    const starts = zones.flatMap(({ zone, fromMs }, index) => {
      const { startMs, endMs } = modelPeriod(period, atMs, modelZoneMinutes[zone] * 60_000)
      const toMs = zones[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
      return fromMs < endMs && startMs < toMs ? [startMs] : []
    })
    return [...new Set(starts)].map((startMs) => `${subject} ${period} ${startMs}`)
  }

  /** What is used of a subject's period at a time: of the fullest of those that hold it. */
  used(subject: string, period: Period, atMs: number): Readonly<Sum> {
    const sums = this.keys(subject, period, atMs).map((key) => this.sum(key))
    return sums.reduce((a, b) => (b.spent + b.held > a.spent + a.held ? b : a))
  }

  #limitOf(subject: string, period: Period): bigint | undefined {
    return this.#limits.get(`${subject} ${period}`) ?? this.#limits.get(`${defaultOf(subject)} ${period}`)
  }

  #subjectKeys({ tenant, user, atMs }: Omit<Line, 'amount'>) {
    const subjects = ['bot', tenant, ...(user === undefined ? [] : [`user_${user}`])]
    return subjects.flatMap((subject) =>
      periods.flatMap((period) => this.keys(subject, period, atMs).map((key) => ({ subject, period, key }))),
    )
  }

  #end(id: string, hold: ModelHold, state: ModelHold['state']): void {
    this.#add(hold, 0n, -hold.amount)
    hold.state = state
    this.pending.splice(this.pending.lastIndexOf(id), 1)
  }

  #book(id: string, { tenant, user, scopes, atMs, amount }: Line): void {
    const line = { tenant, user, scopes, atMs, amount }
    this.#lines.push(line)
    this.#booked.set(id, line)
    this.entries.push(id)
    this.#add(line, amount, 0n)
  }

  #settleLate(entry: string, amount: bigint): string {
    const late = `${entry}:late`
    const booked = this.#booked.get(late)
    if (!booked) return this.#correct(late, this.#standingFor(entry), amount)
    return booked.amount === amount && !this.#takenBack.has(late) ? 'corrected' : conflict
  }

  #voidLate(entry: string): string {
    const late = `${entry}:late`
    if (this.#takenBack.has(late)) return 'corrected'
    if (this.#corrections.has(entry)) return 'already_ended'
    this.#takenBack.add(late)
    return this.#correct(late, entry, 0n)
  }

  #standingFor(entry: string): string {
    const replacement = this.#corrections.get(entry)
    return replacement === undefined ? entry : this.#standingFor(replacement)
  }

  #correct(id: string, corrects: string, amount: bigint): string {
    const line = this.#booked.get(corrects)
    if (!line) return 'unknown_entry'
    this.#corrections.set(corrects, id)
    const reversal = { ...line, amount: -line.amount }
    this.#lines.push(reversal)
    this.#add(reversal, reversal.amount, 0n)
    this.#book(id, { ...line, amount })
    return 'corrected'
  }

  #add(line: Omit<Line, 'amount'>, spent: bigint, held: bigint): void {
    for (const { key } of this.#subjectKeys(line)) this.#addTo(key, spent, held)
    for (const scope of line.scopes) this.#addTo(scopeKey(scope), spent, held)
  }

  #addTo(key: string, spent: bigint, held: bigint): void {
    const sum = this.#sums.get(key) ?? { spent: 0n, held: 0n }
    sum.spent += spent
    sum.held += held
    this.#sums.set(key, sum)
  }
}

/** Whose limits a subject has that has none of its own. */
function defaultOf(subject: string): string | undefined {
  if (subject.startsWith('guild_')) return 'default'
  return subject.startsWith('dm_') ? 'dm' : undefined
}

/** A period of a clock that always has the same offset. */
function modelPeriod(period: Period, atMs: number, offsetMs: number) {
  const local = new Date(atMs + offsetMs)
  const [year, month, day, hour] = [
    local.getUTCFullYear(),
    local.getUTCMonth(),
    local.getUTCDate(),
    local.getUTCHours(),
  ]
  const bounds = {
    hour: [Date.UTC(year, month, day, hour), Date.UTC(year, month, day, hour + 1)],
    day: [Date.UTC(year, month, day), Date.UTC(year, month, day + 1)],
    month: [Date.UTC(year, month), Date.UTC(year, month + 1)],
  } as const
  const [startMs, endMs] = bounds[period]
  return { startMs: startMs - offsetMs, endMs: endMs - offsetMs }
}

export function scopeKey(account: string): string {
  return `scope ${account}`
}
