import { expect, it } from 'vitest'
import { SqliteRunningSpend } from '../../../src/store/sqlite/ledger/sqlite-running-spend.ts'
import { noonMs, recordOf, usd } from '../../support/ledger/requests.ts'
import { openStoresAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

it('reads many lines in parts, whoever asks meanwhile and whatever is booked', async () => {
  const { ledger, database } = await openStoresAt(temporaryPath())
  const spend = new SqliteRunningSpend(database, noonMs, 7)
  const book = (count: number) =>
    Promise.all(Array.from({ length: count }, () => ledger.record(recordOf('0.10'))))
  await book(100)

  const asked = [spend.of(undefined), spend.of('guild_1')]
  await book(30)
  asked.push(spend.of(undefined))
  const [first, ofTenant, later] = await Promise.all(asked)
  expect(first?.costNanoUsd).toBeGreaterThanOrEqual(usd('10.00'))
  expect(ofTenant).toEqual(first)
  expect(later?.costNanoUsd).toBe(usd('13.00'))
  expect((await spend.of('guild_1')).costNanoUsd).toBe(usd('13.00'))
})
