import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/ledger/entry.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import {
  addTotals,
  noTotals,
  summaryDimensions,
  type Totals,
  type UsageSum,
} from '../../../src/ledger/summary.ts'
import { entryPages, walkEntries } from '../../../src/ledger/walk-entries.ts'
import {
  dearestFirst,
  entriesWithin,
  plainSummary,
  plainTotals,
  plainTotalsBy,
} from '../../support/ledger/plain-sums.ts'
import { correctionOf, dayMs, hourMs, noonMs, spend, usd } from '../../support/ledger/requests.ts'
import {
  variedDays,
  variedTenants,
  variedUsers,
  writeVariedBooks,
} from '../../support/ledger/varied-books.ts'
import type { OpenBooks } from '../contract.ts'

/** Ranges with ends anywhere, and on whole hours and days. */
const instants = fc.oneof(
  fc.integer({ min: variedDays.fromMs - hourMs, max: variedDays.toMs + hourMs }),
  fc.integer({ min: -50, max: 50 }).map((hours) => noonMs - (noonMs % hourMs) + hours * hourMs),
  fc.integer({ min: -3, max: 3 }).map((days) => noonMs - (noonMs % dayMs) + days * dayMs),
)
const ranges = fc.tuple(instants, instants).map(([a, b]) => ({
  fromMs: Math.min(a, b),
  toMs: Math.max(a, b),
}))
const filters = fc.record({
  tenant: fc.constantFrom(...variedTenants, undefined),
  user: fc.constantFrom(...variedUsers),
})
const everything = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }

const byId = (one: Entry, other: Entry) => (one.id < other.id ? -1 : 1)

/** Every figure of a report is a plain sum over the entries. */
export function describeReports(openBooks: OpenBooks): void {
  describe('reports', () => {
    it('sum up, in any range, to what the entries add up to one by one', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)

      await fc.assert(
        fc.asyncProperty(ranges, filters, async (range, filter) => {
          expect(await ledger.summary(range, filter)).toEqual(
            plainSummary(entriesWithin(entries, range, filter)),
          )
        }),
        { numRuns: 200 },
      )
      expect(entries.length).toBeGreaterThan(400)
    })

    it('keep up what is spent from a moment on, whoever books it', async () => {
      const { ledger, openAnother } = await openBooks()
      const fromTheStart = await ledger.runningSpend(noonMs)
      const booked = await writeVariedBooks(ledger)
      const later = await ledger.runningSpend(noonMs)
      const other = await openAnother()
      const from = { fromMs: noonMs, toMs: Number.MAX_SAFE_INTEGER }
      const expectSpend = async (entries: readonly Entry[]) => {
        for (const tenant of [undefined, ...variedTenants]) {
          const { costNanoUsd, by } = plainSummary(entriesWithin(entries, from, { tenant }))
          const byTask = new Map([...by.task].map(([task, sum]) => [task, sum.costNanoUsd]))
          expect(await fromTheStart.of(tenant)).toEqual({ costNanoUsd, byTask })
          expect(await later.of(tenant)).toEqual({ costNanoUsd, byTask })
        }
      }

      await expectSpend(booked)
      const workflow = { tenant: 'guild_2', workflow: 'wf_varied' }
      await spend(other, '0.30', { attribution: workflow, atMs: noonMs + hourMs })
      await spend(other, '0.50', { attribution: workflow, atMs: noonMs - 1 })
      const { id } = await spend(ledger, '0.20', { attribution: workflow, provenance: 'estimated' })
      await other.correct(correctionOf(id, '0.05'))
      await expectSpend(await ledger.entriesOf('wf_varied'))
      expect(await fromTheStart.of('guild_9')).toEqual({ costNanoUsd: 0n, byTask: new Map() })
    })

    it('are made of sums of each kind of call that add up to the entries, in any range', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)
      const nameOf = (named: Omit<UsageSum, keyof Totals>) =>
        [named.tenant, named.provider, named.model, named.operation, named.task, named.depth].join(' ')

      await fc.assert(
        fc.asyncProperty(ranges, filters, async (range, filter) => {
          const sums = new Map<string, Totals>()
          for (const { tenant, provider, model, operation, task, depth, ...totals } of await ledger.usageSums(
            range,
            filter,
          )) {
            const name = nameOf({ tenant, provider, model, operation, task, depth })
            sums.set(name, addTotals(sums.get(name) ?? noTotals, totals))
          }
          expect(sums).toEqual(
            plainTotalsBy(entriesWithin(entries, range, filter), ({ task = '', depth = '', ...entry }) =>
              nameOf({ ...entry, task, depth }),
            ),
          )
        }),
        { numRuns: 50 },
      )
    })

    it('name those who spent most, in any range', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)

      await fc.assert(
        fc.asyncProperty(ranges, filters, async (range, filter) => {
          const within = entriesWithin(entries, range, filter)
          expect([...(await ledger.topUsers(range, filter, 100))]).toEqual(
            dearestFirst(plainTotalsBy(within, ({ user }) => user)),
          )
          const ofAll = entriesWithin(entries, range)
          expect([...(await ledger.topTenants(range, 100))]).toEqual(
            dearestFirst(plainTotalsBy(ofAll, ({ tenant }) => tenant)),
          )
        }),
        { numRuns: 100 },
      )
    })

    it('split the same total by every dimension', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)

      const summary = await ledger.summary(everything, {})

      const total = plainTotals(entries)
      for (const dimension of summaryDimensions) {
        const parts = [...summary.by[dimension].values()]
        expect(parts.length).toBeGreaterThan(1)
        expect(parts.reduce((sum, part) => sum + part.costNanoUsd, 0n)).toBe(total.costNanoUsd)
        expect(parts.reduce((sum, part) => sum + part.calls, 0)).toBe(total.calls)
      }
    })

    it('are empty where nothing was spent', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '1.00')

      const summary = await ledger.summary({ fromMs: noonMs + 1, toMs: noonMs + dayMs }, {})

      expect(summary).toMatchObject(noTotals)
      expect(summary.by.task.size).toBe(0)
    })

    it('say what is corrected at the time of the entry that was wrong', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '1.00', { provenance: 'estimated' })
      await ledger.correct(correctionOf(id, '0.40', { atMs: noonMs + 9 * dayMs }))

      expect(await ledger.summary({ fromMs: noonMs, toMs: noonMs + 1 }, {})).toMatchObject({
        costNanoUsd: usd('0.40'),
        estimatedNanoUsd: 0n,
        calls: 1,
      })
      expect(await ledger.summary({ fromMs: noonMs + 1, toMs: noonMs + 99 * dayMs }, {})).toMatchObject({
        costNanoUsd: 0n,
        calls: 0,
      })
    })

    it('list no more of the dearest than they were asked for', async () => {
      const { ledger } = await openBooks()
      for (const [user, amount] of Object.entries({ '1': '0.10', '2': '0.30', '3': '0.20' }))
        await spend(ledger, amount, { attribution: { tenant: `guild_${user}`, user } })

      expect([...(await ledger.topUsers(everything, {}, 2)).keys()]).toEqual(['2', '3'])
      expect([...(await ledger.topTenants(everything, 1)).keys()]).toEqual(['guild_2'])
      expect([...(await ledger.topUsers(everything, { tenant: 'guild_1' }, 5)).keys()]).toEqual(['1'])
    })

    it('draw a series of the periods that have spend, in order', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '0.30', { atMs: noonMs + dayMs })
      await spend(ledger, '0.10')
      await spend(ledger, '0.20', { atMs: noonMs + hourMs })
      await spend(ledger, '9.00', { attribution: { tenant: 'guild_2' } })
      const range = { fromMs: Date.UTC(2026, 5, 17), toMs: Date.UTC(2026, 5, 19) }

      const days = await ledger.series({ subject: bookedSubject('guild_1'), period: 'day', ...range })
      const hours = await ledger.series({ subject: bookedSubject('user_7'), period: 'hour', ...range })
      const firstDay = await ledger.series({
        subject: bookedSubject('bot'),
        period: 'day',
        ...range,
        toMs: Date.UTC(2026, 5, 18),
      })

      expect(days).toEqual([
        { startMs: Date.UTC(2026, 5, 17), spentNanoUsd: usd('0.30') },
        { startMs: Date.UTC(2026, 5, 18), spentNanoUsd: usd('0.30') },
      ])
      expect(hours).toEqual([
        { startMs: Date.UTC(2026, 5, 17, 12), spentNanoUsd: usd('0.10') },
        { startMs: Date.UTC(2026, 5, 17, 13), spentNanoUsd: usd('0.20') },
        { startMs: Date.UTC(2026, 5, 18, 12), spentNanoUsd: usd('0.30') },
      ])
      expect(firstDay).toEqual([{ startMs: Date.UTC(2026, 5, 17), spentNanoUsd: usd('9.30') }])
    })

    it('are walked over page by page, in the order of their periods, whatever a page holds', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)

      await fc.assert(
        fc.asyncProperty(ranges, fc.integer({ min: 1, max: 500 }), async (range, limit) => {
          const walked = await Array.fromAsync(walkEntries(ledger, range, limit))
          expect(walked.map(({ heldAtMs }) => heldAtMs)).toEqual(
            walked.map(({ heldAtMs }) => heldAtMs).toSorted((one, other) => one - other),
          )
          expect(walked.toSorted(byId)).toEqual(entriesWithin(entries, range).toSorted(byId))
        }),
        { numRuns: 30 },
      )
    })

    it('are walked over for a tenant, a user, or both', async () => {
      const { ledger } = await openBooks()
      const entries = await writeVariedBooks(ledger)

      await fc.assert(
        fc.asyncProperty(ranges, filters, async (range, filter) => {
          const pages = await Array.fromAsync(entryPages(ledger, range, { ...filter, limit: 40 }))
          expect(Math.max(0, ...pages.map(({ length }) => length))).toBeLessThanOrEqual(40)
          expect(pages.flat().toSorted(byId)).toEqual(entriesWithin(entries, range, filter).toSorted(byId))
        }),
        { numRuns: 30 },
      )
    })

    it('list the entries of a workflow, oldest first', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '0.10', { id: 'b', attribution: { tenant: 'cli', workflow: 'wf_1' } })
      await spend(ledger, '0.10', { id: 'x', attribution: { tenant: 'cli', workflow: 'wf_2' } })
      await spend(ledger, '0.10', { id: 'y', attribution: { tenant: 'cli' } })
      await spend(ledger, '0.10', { id: 'a', attribution: { tenant: 'cli', workflow: 'wf_1' } })

      expect((await ledger.entriesOf('wf_1')).map(({ id }) => id)).toEqual(['b', 'a'])
    })
  })
}
