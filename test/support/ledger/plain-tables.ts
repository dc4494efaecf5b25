import type { Entry } from '../../../src/ledger/entry.ts'
import { noTotals, subtractTotals, type Totals } from '../../../src/ledger/summary.ts'
import { nameIn } from '../../../src/report/dimensions.ts'
import type { UseRowsRequest, UseTable } from '../../../src/report/read-use-rows.ts'
import { entriesWithin, plainTotals } from './plain-sums.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What clocks show, by another way than the product's. */
export function plainDate(atMs: number, timeZone: string): string {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  clocks.set(timeZone, clock)
  return clock.format(atMs)
}

function plainMonday(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

const plainName: Record<UseRowsRequest['kind'], (entry: Entry, timeZone: string) => string> = {
  daily: ({ heldAtMs }, timeZone) => plainDate(heldAtMs, timeZone),
  weekly: ({ heldAtMs }, timeZone) => plainMonday(plainDate(heldAtMs, timeZone)),
  monthly: ({ heldAtMs }, timeZone) => plainDate(heldAtMs, timeZone).slice(0, 7),
  workflow: ({ workflow }) => workflow ?? 'none',
  conversation: ({ conversation, workflow }) => conversation ?? workflow ?? 'none',
  summary: () => 'total',
}

function plainUse(entries: readonly Entry[]) {
  const local = plainTotals(entries.filter(({ provider }) => provider === 'local'))
  return { totals: subtractTotals(plainTotals(entries), local), local }
}

/** Every row, every part and the total as the entries say, one by one. */
export function plainTable(
  entries: readonly Entry[],
  { kind, range, timeZone, by, parts, tenant, user }: UseRowsRequest,
) {
  const within = entriesWithin(entries, range, { tenant, user })
  const keyOf = (entry: Entry) =>
    JSON.stringify([plainName[kind](entry, timeZone), by === undefined ? undefined : nameIn(by, entry)])
  const groups = Map.groupBy(within, keyOf)
  const rows = [...groups].map(
    ([key, group]) =>
      [
        key,
        {
          ...plainUse(group),
          parts:
            parts === undefined
              ? {}
              : Object.fromEntries(
                  [...Map.groupBy(group, (entry) => nameIn(parts, entry))].map(([name, part]) => [
                    name,
                    plainUse(part),
                  ]),
                ),
        },
      ] as const,
  )
  return {
    rows: Object.fromEntries(rows.filter(([, { totals, local }]) => !isNothing(totals) || !isNothing(local))),
    all: plainUse(within),
  }
}

function isNothing(totals: Totals): boolean {
  return (
    JSON.stringify(Object.values(totals).map(String)) === JSON.stringify(Object.values(noTotals).map(String))
  )
}

/** In the form of a plain table. */
export function shownTable({ rows, all }: UseTable) {
  return {
    all,
    rows: Object.fromEntries(
      rows.map(({ name, group, totals, local, parts }) => [
        JSON.stringify([name, group]),
        { totals, local, parts: Object.fromEntries(parts.map(({ name: part, ...use }) => [part, use])) },
      ]),
    ),
  }
}
