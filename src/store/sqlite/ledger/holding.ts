import { and, eq, lte, ne, or, sql } from 'drizzle-orm'
import type { Attribution } from '../../../ledger/attribution.ts'
import type { Hold } from '../../../ledger/hold.ts'
import { IdempotencyConflictError } from '../../../ledger/idempotency-conflict-error.ts'
import type { LimitState, ScopeLimit } from '../../../ledger/limit-state.ts'
import type { HoldRequest, HoldResult } from '../../../ledger/requests.ts'
import { assertNonNegative, type NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'
import { scopeAccount } from './accounts.ts'
import type { Balances } from './balances.ts'
import { type Budgets, exceeded, leftOf } from './budgets.ts'
import { attributionOf } from './entries.ts'
import type { Posting } from './posting.ts'
import { isFor } from './same-content.ts'
import { holds } from './schema.ts'

type HoldRow = typeof holds.$inferSelect

/** Written out, not bound, so that SQLite can use the partial index. */
const isPending = sql`${holds.state} = 'pending'`

/** Sets money aside and gives it back. Inside a write, except where it only reads. */
export class Holding {
  readonly #database: SqliteDatabase
  readonly #balances: Balances
  readonly #budgets: Budgets
  readonly #posting: Posting
  readonly #process: string
  readonly #get
  readonly #insert
  readonly #end

  constructor(parts: {
    database: SqliteDatabase
    balances: Balances
    budgets: Budgets
    posting: Posting
    process: string
  }) {
    this.#database = parts.database
    this.#balances = parts.balances
    this.#budgets = parts.budgets
    this.#posting = parts.posting
    this.#process = parts.process
    const { drizzle } = parts.database
    this.#get = drizzle
      .select()
      .from(holds)
      .where(eq(holds.id, sql.placeholder('id')))
      .prepare()
    this.#insert = drizzle
      .insert(holds)
      .values({
        id: sql.placeholder('id'),
        state: 'pending',
        process: sql.placeholder('process'),
        amountNanoUsd: sql.placeholder('amountNanoUsd'),
        requestedNanoUsd: sql.placeholder('requestedNanoUsd'),
        heldAtMs: sql.placeholder('heldAtMs'),
        expiresAtMs: sql.placeholder('expiresAtMs'),
        tenant: sql.placeholder('tenant'),
        user: sql.placeholder('user'),
        workflow: sql.placeholder('workflow'),
        task: sql.placeholder('task'),
        depth: sql.placeholder('depth'),
        provider: sql.placeholder('provider'),
        model: sql.placeholder('model'),
        operation: sql.placeholder('operation'),
        priceVersion: sql.placeholder('priceVersion'),
        scopes: sql.placeholder('scopes'),
      })
      .prepare()
    this.#end = drizzle
      .update(holds)
      .set({
        state: sql`${sql.placeholder('state')}`,
        endedAtMs: sql`${sql.placeholder('endedAtMs')}`,
      })
      .where(and(eq(holds.id, sql.placeholder('id')), eq(holds.state, 'pending')))
      .prepare()
  }

  get(id: string): HoldRow | undefined {
    return this.#get.get({ id })
  }

  hold(request: HoldRequest): HoldResult {
    assertNonNegative(request.amountNanoUsd, 'a hold')
    const atLeast = request.atLeastNanoUsd ?? request.amountNanoUsd
    assertNonNegative(atLeast, 'the least of a hold')
    for (const { limitNanoUsd } of request.scopes)
      if (limitNanoUsd !== undefined) assertNonNegative(limitNanoUsd, "a scope's limit")
    const existing = this.get(request.id)
    if (existing) return this.#repeat(existing, request)

    const limits = this.limits(request.attribution, request.scopes, request.heldAtMs)
    const hard = limits.filter(({ mode }) => mode === 'hard')
    const amountNanoUsd = largestAdmitted(hard, request.amountNanoUsd)
    const [refusing] = amountNanoUsd < atLeast || amountNanoUsd === 0n ? exceeded(hard, atLeast) : []
    if (refusing && atLeast > 0n)
      return { kind: 'refused', refusal: { ...refusing, requestedNanoUsd: atLeast } }

    const hold = this.#write(request, amountNanoUsd)
    const exceededSoftLimits = exceeded(
      limits.filter(({ mode }) => mode === 'soft'),
      amountNanoUsd,
    )
    return { kind: 'held', hold, exceededSoftLimits }
  }

  /** Marks a pending hold as ended; the caller posts what follows. */
  end(id: string, state: 'settled' | 'voided' | 'expired', atMs: number): void {
    const { changes } = this.#end.run({ id, state, endedAtMs: BigInt(atMs) })
    if (changes !== 1) throw new Error(`The hold ${id} was not pending when it should end as ${state}.`)
  }

  /** Pending holds past their time, and those of the processes named. */
  overdue(atMs: number, deadProcesses: readonly string[]): readonly HoldRow[] {
    const ofTheDead = deadProcesses.map((process) => eq(holds.process, process))
    return this.#database.drizzle
      .select()
      .from(holds)
      .where(and(isPending, or(lte(holds.expiresAtMs, atMs), ...ofTheDead)))
      .all()
  }

  pending(): readonly Hold[] {
    return this.#database.drizzle.select().from(holds).where(isPending).all().map(toHold)
  }

  /** Processes, other than this one, that still have pending holds. */
  otherProcesses(): readonly string[] {
    return this.#database.drizzle
      .selectDistinct({ process: holds.process })
      .from(holds)
      .where(and(isPending, ne(holds.process, this.#process)))
      .all()
      .map(({ process }) => process)
  }

  limits(attribution: Attribution, scopes: readonly ScopeLimit[], atMs: number): readonly LimitState[] {
    const ofScopes = scopes.flatMap((scope) =>
      scope.limitNanoUsd === undefined
        ? []
        : [
            {
              kind: scope.kind,
              subject: scope.account,
              mode: 'hard' as const,
              limitNanoUsd: scope.limitNanoUsd,
              ...this.#balances.get(scopeAccount(scope.account)),
            },
          ],
    )
    const ofSubjects = this.#posting
      .subjectAccountsOf({ ...attribution, heldAtMs: atMs })
      .flatMap((account) => {
        if (!this.#budgets.of(account.account, account.period)) return []
        const state = this.#budgets.limitState(account, this.#balances.get(account))
        return state ? [state] : []
      })
    return [...ofScopes, ...ofSubjects]
  }

  #repeat(existing: HoldRow, request: HoldRequest): HoldResult {
    const hold = toHold(existing)
    if (existing.requestedNanoUsd !== request.amountNanoUsd || !isFor(hold, request))
      throw new IdempotencyConflictError(request.id, 'hold')
    return { kind: 'held', hold, exceededSoftLimits: [] }
  }

  #write(request: HoldRequest, amountNanoUsd: NanoUsd): Hold {
    const { attribution, call } = request
    const scopes = request.scopes.map(({ account }) => account)
    this.#insert.run({
      id: request.id,
      process: this.#process,
      amountNanoUsd,
      requestedNanoUsd: request.amountNanoUsd,
      heldAtMs: request.heldAtMs,
      expiresAtMs: request.expiresAtMs,
      tenant: attribution.tenant,
      user: attribution.user ?? '',
      workflow: attribution.workflow ?? '',
      task: attribution.task ?? '',
      depth: attribution.depth ?? '',
      ...call,
      scopes,
    })
    const hold: Hold = {
      ...attribution,
      ...call,
      id: request.id,
      state: 'pending',
      amountNanoUsd,
      heldAtMs: request.heldAtMs,
      expiresAtMs: request.expiresAtMs,
      scopes,
    }
    if (amountNanoUsd > 0n) {
      const change = { spentNanoUsd: 0n, heldNanoUsd: amountNanoUsd }
      for (const account of this.#posting.accountsOf(hold)) this.#balances.add(account, change)
    }
    return hold
  }
}

/** As much of `wanted` as every limit leaves; never below zero. */
function largestAdmitted(limits: readonly LimitState[], wanted: NanoUsd): NanoUsd {
  const least = limits.reduce((left, limit) => (leftOf(limit) < left ? leftOf(limit) : left), wanted)
  return least > 0n ? least : 0n
}

export function toHold(row: HoldRow): Hold {
  const { process: _process, requestedNanoUsd: _requested, endedAtMs: _ended, ...columns } = row
  return { ...columns, ...attributionOf(row) }
}
