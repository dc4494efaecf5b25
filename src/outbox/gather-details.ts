import type { Alert } from '../ledger/alert.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { periods } from '../ledger/period.ts'
import { bookedSubject, type Subject, userSubject } from '../ledger/subject.ts'
import type { Totals } from '../ledger/summary.ts'
import { percentUsed } from '../money/format.ts'
import type { AlertDetails, AlertSuggestion, CrossedThreshold, TopSpender } from './alert-details.ts'

/** The name that Discord has for a subject; undefined when it is not known. */
export type DisplayNameOf = (subject: Subject) => string | undefined | Promise<string | undefined>

const topSpendersShown = 5

/** What owners are told about crossings of one subject. The figures are those of the crossing, however late it is told. */
export async function gatherDetails(
  alerts: readonly [Alert, ...Alert[]],
  ledger: LedgerStore,
  displayNameOf: DisplayNameOf,
): Promise<AlertDetails> {
  const { subject } = alerts[0]
  const crossed = await Promise.all(
    highestOfEachPeriod(alerts).map((alert) => crossedThreshold(alert, ledger)),
  )
  const [first, ...others] = crossed.sort(byUrgency)
  if (!first) throw new Error('There is no alert to tell of.')
  const topSpenders = await topSpendersOf(subject, first, ledger, displayNameOf)
  return {
    subject,
    displayName: await displayNameOf(subject),
    alerts: [first, ...others],
    topSpenders,
    suggestions: suggestionsFor(subject, first, topSpenders),
    timeZone: await ledger.timeZone(subject),
  }
}

/** When the period of an alert ends. */
export async function resetOf({ subject, period, periodStartMs }: Alert, ledger: LedgerStore) {
  const statuses = await ledger.budgetStatus(subject, periodStartMs)
  const status = statuses.find((candidate) => candidate.period === period)
  return { resetsAtMs: status?.resetsAtMs ?? periodStartMs, mode: status?.budget?.mode ?? 'hard' }
}

interface Crossing extends CrossedThreshold {
  readonly periodStartMs: number
}

async function crossedThreshold(alert: Alert, ledger: LedgerStore): Promise<Crossing> {
  const { period, periodStartMs, thresholdPercent, spentNanoUsd, limitNanoUsd } = alert
  return {
    period,
    periodStartMs,
    thresholdPercent,
    spentNanoUsd,
    limitNanoUsd,
    usedPercent: percentUsed(spentNanoUsd, limitNanoUsd),
    remainingNanoUsd: spentNanoUsd < limitNanoUsd ? limitNanoUsd - spentNanoUsd : 0n,
    crossedAtMs: alert.createdAtMs,
    ...(await resetOf(alert, ledger)),
  }
}

/** Of two crossings of one period the later says all that the earlier did. */
function highestOfEachPeriod(alerts: readonly Alert[]): readonly Alert[] {
  const newestLast = alerts.toSorted(
    (a, b) => a.revision - b.revision || a.thresholdPercent - b.thresholdPercent,
  )
  return [...new Map(newestLast.map((alert) => [`${alert.period} ${alert.periodStartMs}`, alert])).values()]
}

function byUrgency(a: CrossedThreshold, b: CrossedThreshold): number {
  return b.thresholdPercent - a.thresholdPercent || periods.indexOf(b.period) - periods.indexOf(a.period)
}

async function topSpendersOf(
  subject: Subject,
  { periodStartMs, resetsAtMs }: Crossing,
  ledger: LedgerStore,
  displayNameOf: DisplayNameOf,
): Promise<readonly TopSpender[]> {
  const range = { fromMs: periodStartMs, toMs: resetsAtMs }
  const spenders = (of: (name: string) => Subject, totals: ReadonlyMap<string, Totals>) =>
    Promise.all(
      [...totals]
        .filter(([, { costNanoUsd }]) => costNanoUsd > 0n)
        .map(async ([name, { costNanoUsd }]) => {
          const spender = of(name)
          return { subject: spender, displayName: await displayNameOf(spender), spentNanoUsd: costNanoUsd }
        }),
    )
  switch (subject.kind) {
    case 'bot':
      return spenders(bookedSubject, await ledger.topTenants(range, topSpendersShown))
    case 'user':
      return []
    case 'tenant':
      return spenders(userSubject, await ledger.topUsers(range, { tenant: subject.name }, topSpendersShown))
    default:
      return subject satisfies never
  }
}

function suggestionsFor(
  subject: Subject,
  { thresholdPercent, mode, spentNanoUsd }: CrossedThreshold,
  [top]: readonly TopSpender[],
): readonly AlertSuggestion[] {
  const isUsedUp = thresholdPercent === 100
  const topSpentMost = top !== undefined && top.spentNanoUsd * 2n > spentNanoUsd
  const suggestions: (AlertSuggestion | false)[] = [
    isUsedUp && mode === 'hard' && 'raise_limit',
    isUsedUp && mode === 'soft' && 'make_hard',
    topSpentMost && top.subject.kind === 'tenant' && 'limit_top_tenant',
    topSpentMost && top.subject.kind === 'user' && !isOnePersons(subject) && 'limit_top_user',
    !(isUsedUp && mode === 'hard') && 'shallower_depth',
    !(isUsedUp && mode === 'hard') && 'raise_limit',
  ]
  return suggestions.filter((suggestion) => suggestion !== false)
}

function isOnePersons(subject: Subject): boolean {
  return subject.kind === 'tenant' && subject.place === 'direct_messages'
}
