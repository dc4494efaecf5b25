import type { Alert } from '../ledger/alert.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { periods } from '../ledger/period.ts'
import { subjectKind } from '../ledger/subject.ts'
import type { Totals } from '../ledger/summary.ts'
import { percentUsed } from '../money/format.ts'
import type { AlertDetails, AlertSuggestion, CrossedThreshold, TopSpender } from './alert-details.ts'

/** The name that Discord has for a subject, without a request; undefined when it is not known. */
export type DisplayNameOf = (subject: string) => string | undefined

const topSpendersShown = 5

/** What owners are told about crossings of one subject. The figures are those of the crossing, however late it is told. */
export async function gatherDetails(
  alerts: readonly [Alert, ...Alert[]],
  ledger: LedgerStore,
  displayNameOf: DisplayNameOf,
): Promise<AlertDetails> {
  const { subject } = alerts[0]
  const kind = subjectKind(subject) ?? 'tenant'
  const crossed = await Promise.all(
    highestOfEachPeriod(alerts).map((alert) => crossedThreshold(alert, ledger)),
  )
  const [first, ...others] = crossed.sort(byUrgency)
  if (!first) throw new Error('There is no alert to tell of.')
  const topSpenders = await topSpendersOf(subject, first, ledger, displayNameOf)
  return {
    subject,
    kind,
    displayName: displayNameOf(subject),
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
  subject: string,
  { periodStartMs, resetsAtMs }: Crossing,
  ledger: LedgerStore,
  displayNameOf: DisplayNameOf,
): Promise<readonly TopSpender[]> {
  const range = { fromMs: periodStartMs, toMs: resetsAtMs }
  const spenders = (kind: TopSpender['kind'], totals: ReadonlyMap<string, Totals>) =>
    [...totals]
      .filter(([, { costNanoUsd }]) => costNanoUsd > 0n)
      .map(([id, { costNanoUsd }]) => ({
        kind,
        id,
        displayName: displayNameOf(kind === 'user' ? `user_${id}` : id),
        spentNanoUsd: costNanoUsd,
      }))
  const kind = subjectKind(subject)
  switch (kind) {
    case 'bot':
      return spenders('tenant', await ledger.topTenants(range, topSpendersShown))
    case 'user':
      return []
    case 'tenant':
    case undefined:
      return spenders('user', await ledger.topUsers(range, { tenant: subject }, topSpendersShown))
    default:
      return kind satisfies never
  }
}

function suggestionsFor(
  subject: string,
  { thresholdPercent, mode, spentNanoUsd }: CrossedThreshold,
  [top]: readonly TopSpender[],
): readonly AlertSuggestion[] {
  const isUsedUp = thresholdPercent === 100
  const topSpentMost = top !== undefined && top.spentNanoUsd * 2n > spentNanoUsd
  const suggestions: (AlertSuggestion | false)[] = [
    isUsedUp && mode === 'hard' && 'raise_limit',
    isUsedUp && mode === 'soft' && 'make_hard',
    topSpentMost && top.kind === 'tenant' && 'limit_top_tenant',
    topSpentMost && top.kind === 'user' && !subject.startsWith('dm_') && 'limit_top_user',
    !(isUsedUp && mode === 'hard') && 'shallower_depth',
    !(isUsedUp && mode === 'hard') && 'raise_limit',
  ]
  return suggestions.filter((suggestion) => suggestion !== false)
}
