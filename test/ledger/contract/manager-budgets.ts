import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, holdOf, noonMs, spend, usd } from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const byManager = { by: 'user_7', role: 'manager' } as const
const dayOf = (limitUsd: string | undefined) => budgetOf('guild_1', 'day', limitUsd)
const managersDayOf = (limitUsd: string | undefined) => budgetOf('guild_1', 'day', limitUsd, byManager)

async function inForce(ledger: LedgerStore) {
  const status = await ledger.budgetStatus(bookedSubject('guild_1'), noonMs)
  return status.find(({ period }) => period === 'day')?.budget
}

/** What the managers of a server may set, and how far an owner's limit holds them. */
export function describeManagerBudgets(openBooks: OpenBooks): void {
  describe('budgets of managers', () => {
    it('go up to the owner’s limit and not a nano further', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))

      const equal = await ledger.setBudget(managersDayOf('10'))
      const beyond = await ledger.setBudget(managersDayOf('10.000000001'))

      expect(equal).toMatchObject({ kind: 'set', change: { role: 'manager', by: 'user_7' } })
      expect(beyond).toEqual({
        kind: 'beyond_cap',
        exceeds: 'limit',
        cap: { limitNanoUsd: usd('10'), mode: 'hard', revision: 1, origin: 'own' },
      })
      expect(await inForce(ledger)).toMatchObject({ limitNanoUsd: usd('10'), revision: 2 })
      expect(await ledger.budgetHistory(bookedSubject('guild_1'), 9)).toHaveLength(2)
      expect(await ledger.auditTrail(9)).toHaveLength(2)
    })

    it('may be raised again as far as the owner allows, however low managers went', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))
      await ledger.setBudget(managersDayOf('2'))

      expect(await ledger.setBudget(managersDayOf('9'))).toMatchObject({ kind: 'set' })
      expect(await ledger.setBudget(managersDayOf('11'))).toMatchObject({ kind: 'beyond_cap' })
    })

    it('fall back to the owner’s limit when they are taken back', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))
      await ledger.setBudget(managersDayOf('2'))

      const takenBack = await ledger.setBudget(managersDayOf(undefined))

      expect(takenBack).toMatchObject({
        kind: 'set',
        change: { limitNanoUsd: undefined, previousLimitNanoUsd: usd('2') },
        status: { budget: { limitNanoUsd: usd('10'), revision: 1 } },
      })
      expect(await inForce(ledger)).toMatchObject({ limitNanoUsd: usd('10'), origin: 'own' })
    })

    it('cannot be taken back where only an owner has set one', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))

      const takenBack = await ledger.setBudget(managersDayOf(undefined))

      expect(takenBack).toMatchObject({ kind: 'nothing_to_take_back', budget: { limitNanoUsd: usd('10') } })
      expect(await inForce(ledger)).toMatchObject({ limitNanoUsd: usd('10') })
    })

    it('cannot only warn where the owner refuses, and may refuse where the owner only warns', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))
      const softer = await ledger.setBudget({ ...managersDayOf('5'), mode: 'soft' })
      await ledger.setBudget({ ...dayOf('10'), mode: 'soft' })
      const alsoSoft = await ledger.setBudget({ ...managersDayOf('5'), mode: 'soft' })
      const harder = await ledger.setBudget({ ...managersDayOf('5'), mode: 'hard' })

      expect(softer).toMatchObject({ kind: 'beyond_cap', exceeds: 'mode', cap: { mode: 'hard' } })
      expect([alsoSoft.kind, harder.kind]).toEqual(['set', 'set'])
    })

    it('give way to whatever an owner sets later, higher or lower', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(dayOf('10'))
      await ledger.setBudget(managersDayOf('2'))

      await ledger.setBudget(dayOf('12'))
      const raised = await inForce(ledger)
      await ledger.setBudget(managersDayOf('2'))
      await ledger.setBudget(dayOf(undefined))

      expect(raised).toMatchObject({ limitNanoUsd: usd('12') })
      expect(await inForce(ledger)).toBeUndefined()
    })

    it('are held to the configuration by name, else the default of all tenants, else the built-in one', async () => {
      const { ledger } = await openBooks({
        configuredBudgets: ({ name }) => ({
          limitNanoUsd: usd(name === 'guild_named' ? '40' : '20'),
          mode: 'hard',
          specific: name === 'guild_named',
        }),
      })
      const highest = async (subject: string, limitUsd: string) => {
        const above = await ledger.setBudget(budgetOf(subject, 'day', `${limitUsd}.01`, byManager))
        const at = await ledger.setBudget(budgetOf(subject, 'day', limitUsd, byManager))
        return [above.kind, at.kind]
      }

      const builtIn = await highest('guild_1', '20')
      await ledger.setBudget(budgetOf('default', 'day', '15'))
      const byDefault = await highest('guild_2', '15')
      const named = await highest('guild_named', '40')

      expect([builtIn, byDefault, named]).toEqual(Array(3).fill(['beyond_cap', 'set']))
    })

    it('come down with the default that they were set under, and bind again when it goes up', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('default', 'day', '20'))
      await ledger.setBudget(managersDayOf('15'))
      await spend(ledger, '11')

      await ledger.setBudget(budgetOf('default', 'day', '10'))
      const lowered = await inForce(ledger)
      const refused = await ledger.hold(holdOf('0.01'))
      await ledger.setBudget(budgetOf('default', 'day', '30'))

      expect(lowered).toMatchObject({ limitNanoUsd: usd('10'), origin: 'default' })
      expect(refused).toMatchObject({ kind: 'refused', refusal: { limitNanoUsd: usd('10') } })
      expect(await inForce(ledger)).toMatchObject({ limitNanoUsd: usd('15'), origin: 'own' })
    })

    it('never end beyond an owner’s limit that is set at the same moment', async () => {
      const { ledger, openAnother } = await openBooks()
      const other = await openAnother()
      await ledger.setBudget(dayOf('100'))

      const rounds = Array.from({ length: 20 }, async (_, round) => {
        await Promise.all([
          other.setBudget(managersDayOf('15')),
          ledger.setBudget(dayOf(round % 2 ? '10' : '12')),
          other.setBudget(managersDayOf('11')),
        ])
      })
      await Promise.all(rounds)
      await ledger.setBudget(dayOf('10'))
      const [late] = await Promise.all([other.setBudget(managersDayOf('15')), ledger.setBudget(dayOf('9'))])

      const history = (await ledger.budgetHistory(bookedSubject('guild_1'), 1_000)).toReversed()
      const beyond = history.filter(({ role, limitNanoUsd = 0n }, index) => {
        const cap = history.slice(0, index).findLast((earlier) => earlier.role === 'owner')
        return role === 'manager' && limitNanoUsd > (cap?.limitNanoUsd ?? 0n)
      })
      expect(late).toMatchObject({ kind: 'beyond_cap' })
      expect(beyond).toEqual([])
      expect(await inForce(ledger)).toMatchObject({ limitNanoUsd: usd('9') })
    })

    it('keep the mode in force when none is given', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget({ ...dayOf('10'), mode: 'soft' })

      const lower = await ledger.setBudget({ ...managersDayOf('5'), mode: undefined })
      const raised = await ledger.setBudget({ ...dayOf('12'), mode: undefined })
      const first = await ledger.setBudget({ ...budgetOf('guild_2', 'day', '1'), mode: undefined })

      expect(lower).toMatchObject({ change: { mode: 'soft' }, status: { budget: { mode: 'soft' } } })
      expect(raised).toMatchObject({ change: { mode: 'soft' } })
      expect(first).toMatchObject({ change: { mode: 'hard' } })
    })

    it('answer with what each of many changes at once has replaced and left', async () => {
      const { ledger } = await openBooks()
      const amounts = Array.from({ length: 20 }, (_, index) => `${index + 1}`)

      const results = await Promise.all(amounts.map((amount) => ledger.setBudget(dayOf(amount))))

      const replaced = results.map((result) => ('change' in result ? result.change.previousLimitNanoUsd : 0n))
      const left = results.map((result) => ('status' in result ? result.status.budget?.limitNanoUsd : 0n))
      expect(left).toEqual(amounts.map(usd))
      expect(replaced).toEqual([undefined, ...left.slice(0, -1)])
    })
  })
}
