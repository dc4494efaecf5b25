import { expect, it } from 'vitest'
import { configuredBudgets } from '../../../src/budget/configured-budgets.ts'
import { changeBudget, changeBudgetBelowCap } from '../../../src/surfaces/discord/change-budget.ts'
import { ownerCap } from '../../../src/surfaces/discord/owner-cap.ts'
import { budgetOf, noonMs, usd } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

const subject = 'guild_1'
const day = { subject, period: 'day', atMs: noonMs } as const
const wish = (limitUsd: string) => ({ ...day, limitNanoUsd: usd(limitUsd), mode: 'hard', user: '7' }) as const

async function booksWith(budgets: Parameters<typeof configuredBudgets>[0] = {}) {
  const ledger = await openLedgerAt(temporaryPath(), { configuredBudgets: configuredBudgets(budgets) })
  return { ledger, config: { budgets } }
}

it('takes for the owner’s cap what an owner or the operator has set last', async () => {
  const books = await booksWith()
  await books.ledger.setBudget(budgetOf(subject, 'day', '30', { by: 'command line' }))
  await books.ledger.setBudget(budgetOf(subject, 'day', '8', { by: 'manager_7' }))
  await books.ledger.setBudget(budgetOf(subject, 'hour', '2', { by: 'user_1' }))
  expect(await ownerCap(books, day)).toEqual({ limitNanoUsd: usd('30'), mode: 'hard' })
})

it('falls back to the configuration, the default of all servers, and the built-in one', async () => {
  const built = await booksWith()
  expect(await ownerCap(built, day)).toMatchObject({ limitNanoUsd: usd('20') })
  await built.ledger.setBudget(budgetOf('default', 'day', '15', { by: 'user_1' }))
  expect(await ownerCap(built, day)).toMatchObject({ limitNanoUsd: usd('15') })

  const configured = await booksWith({ [subject]: { day: { limitNanoUsd: usd('40'), mode: 'soft' } } })
  await configured.ledger.setBudget(budgetOf('default', 'day', '15', { by: 'user_1' }))
  expect(await ownerCap(configured, day)).toEqual({ limitNanoUsd: usd('40'), mode: 'soft' })
})

it('falls back when an owner has taken the limit away', async () => {
  const books = await booksWith()
  await changeBudget(books, { ...wish('30'), user: '1' })
  await changeBudget(books, { ...wish('30'), user: '1', limitNanoUsd: undefined })
  await changeBudgetBelowCap(books, wish('5'))
  expect(await ownerCap(books, day)).toMatchObject({ limitNanoUsd: usd('20') })
})

it('keeps to a lower limit that an owner sets between the look and the change', async () => {
  const { ledger, config } = await booksWith()
  const ownerActs = ledger.setBudget
  let calls = 0
  const books = {
    config,
    ledger: {
      ...ledger,
      setBudget: async (request: Parameters<typeof ledger.setBudget>[0]) => {
        calls += 1
        await (calls === 1 && ownerActs(budgetOf(subject, 'day', '10', { by: 'user_1' })))
        return ledger.setBudget(request)
      },
    },
  }
  expect(await changeBudgetBelowCap(books, wish('15'))).toEqual({ kind: 'above_cap', capNanoUsd: usd('10') })
  const [, status] = await ledger.budgetStatus(subject, noonMs)
  expect(status?.budget).toMatchObject({ limitNanoUsd: usd('10') })
})

it('says what each of many changes at once has replaced', async () => {
  const books = await booksWith()
  const amounts = Array.from({ length: 20 }, (_, index) => `${index + 1}`)
  const changed = await Promise.all(amounts.map((amount) => changeBudget(books, wish(amount))))
  const before = changed.map(({ change }) => change.previousLimitNanoUsd)
  const now = changed.map(({ status }) => status.budget?.limitNanoUsd)
  expect(now).toEqual(amounts.map(usd))
  expect(before).toEqual([usd('20'), ...now.slice(0, -1)])
})
