import { expect, it } from 'vitest'
import { LedgerModel, scopeKey } from '../support/ledger/ledger-model.ts'
import {
  everyHour,
  type RandomOperation,
  randomOperation,
  randomScopeCount,
  randomTenants,
  randomUsers,
} from '../support/ledger/random-operations.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const subjects = ['bot', ...randomTenants, ...randomUsers.map((user) => `user_${user}`)]
const scopes = Array.from({ length: randomScopeCount }, (_, number) => [
  `run_${number}`,
  `run_${number}/analysis`,
]).flat()

it('answers 100,000 random operations as plain sums foretell, and keeps the same balances', {
  timeout: 300_000,
}, async () => {
  const ledger = await openLedgerAt(temporaryPath())
  const model = new LedgerModel()
  const random = createSeededRandom(7)
  const counts = new Map<string, number>()

  for (let round = 0; round < 250; round += 1) {
    const operations = Array.from(
      { length: 400 },
      (): RandomOperation => randomOperation({ ledger, model, random }),
    )
    const foretold = operations.map((operation) => operation.foretold)
    const answered = await Promise.all(operations.map((operation) => operation.answered))
    expect(answered).toEqual(foretold)
    for (const answer of answered) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  }

  for (const subject of subjects) {
    for (const atMs of everyHour) {
      const status = await ledger.budgetStatus(subject, atMs)
      const kept = status.map(({ period, spentNanoUsd, heldNanoUsd }) => [period, spentNanoUsd, heldNanoUsd])
      const sums = status.map(({ period }) => {
        const { spent, held } = model.sum(model.key(subject, period, atMs))
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
  })
  // Chance has come by every answer often enough to mean something.
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
  expect(kinds.filter((kind) => (counts.get(kind) ?? 0) < 500)).toEqual([])
  expect(['IdempotencyConflictError', 'set', 'moved'].filter((kind) => !counts.has(kind))).toEqual([])
})
