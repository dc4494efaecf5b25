import { expect } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { LedgerModel, scopeKey } from '../ledger/ledger-model.ts'
import {
  everyHour,
  type RandomOperation,
  randomOperation,
  randomScopeCount,
  randomTenants,
  randomUsers,
} from '../ledger/random-operations.ts'
import { createSeededRandom } from '../ledger/seeded-random.ts'
import { openLedgerAt, temporaryPath } from '../ledger/temporary-books.ts'

const operationsAtOnce = 400
const subjects = ['bot', ...randomTenants, ...randomUsers.map((user) => `user_${user}`)]
const scopes = Array.from({ length: randomScopeCount }, (_, number) => [
  `run_${number}`,
  `run_${number}/analysis`,
]).flat()

/** Holds a ledger on random operations against plain sums in memory: every answer, and every balance at the end. */
export async function proveRandomOperations({
  operations,
  openLedger = () => openLedgerAt(temporaryPath()),
}: {
  readonly operations: number
  /** Default: on SQLite. */
  readonly openLedger?: () => Promise<LedgerStore>
}): Promise<void> {
  const ledger = await openLedger()
  const model = new LedgerModel()
  const random = createSeededRandom(34)
  const counts = new Map<string, number>()

  for (let done = 0; done < operations; done += operationsAtOnce) {
    const asked = Array.from(
      { length: operationsAtOnce },
      (): RandomOperation => randomOperation({ ledger, model, random }),
    )
    const foretold = asked.map((operation) => operation.foretold)
    const answered = await Promise.all(asked.map((operation) => operation.answered))
    expect(answered).toEqual(foretold)
    for (const answer of answered) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  }

  for (const subject of subjects) {
    for (const atMs of everyHour) {
      const status = await ledger.budgetStatus(bookedSubject(subject), atMs)
      const kept = status.map(({ period, spentNanoUsd, heldNanoUsd }) => [period, spentNanoUsd, heldNanoUsd])
      const sums = status.map(({ period }) => {
        const { spent, held } = model.used(subject, period, atMs)
        return [period, spent, held]
      })
      expect(kept).toEqual(sums)
    }
  }
  for (const scope of scopes) {
    const { spent, held } = model.sum(scopeKey(scope))
    expect(await ledger.scopeBalance(scope)).toEqual({ spentNanoUsd: spent, heldNanoUsd: held })
  }
  expect(await ledger.verify()).toEqual({
    ok: true,
    entries: model.lineCount,
    holdsPending: model.pending.length,
    differences: [],
    damage: [],
  })
  expectEveryAnswer(counts, operations)
}

/** Chance has come by every answer often enough to mean something. */
function expectEveryAnswer(counts: ReadonlyMap<string, number>, operations: number): void {
  const kinds = [
    'held',
    'refused',
    'settled',
    'corrected',
    'voided',
    'recorded',
    'already_ended',
    'already_corrected',
  ]
  expect(kinds.filter((kind) => (counts.get(kind) ?? 0) < operations / 200)).toEqual([])
  expect(['IdempotencyConflictError', 'set', 'unchanged'].filter((kind) => !counts.has(kind))).toEqual([])
}
