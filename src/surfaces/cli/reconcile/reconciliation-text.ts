import { printableName } from '../../../app/terminal-text.ts'
import type { Correction } from '../../../llm/reconciling/corrections.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { formatUsd } from '../../../money/format.ts'
import { type NanoUsd, sum } from '../../../money/nano-usd.ts'
import type { ReconciledDay, Reconciliation } from '../../../report/reconciliation.ts'
import { table } from '../text-table.ts'

const english = textsOf('en')
const toTheRight = [2, 3, 4]

/** A table of the days, what is left open and unknown, and the corrections. */
export function reconciliationText(
  { days, openDays, unknownItems }: Reconciliation,
  corrections: readonly Correction[],
): string {
  const rows = days.map((day) => [...sumCells(day), signed(day.driftNanoUsd), explanationText(day)])
  const open = openDays.map((day) => [...sumCells(day), '', english.t('reconciliation.open')])
  const header = ['day', 'model', 'ledger', 'bill', 'drift', 'of which'] as const
  const parts = [
    rows.length + open.length === 0
      ? english.t('reconciliation.nothing')
      : table([[...header], ...rows, ...(rows.length > 0 ? [totalRow(days)] : []), ...open], toTheRight),
    ...unknownItems.map(({ date, item, amountNanoUsd }) =>
      english.t('reconciliation.unknown_item', {
        date,
        item: printableName(item),
        amount: exact(amountNanoUsd),
      }),
    ),
    ...corrections.map(correctionText),
  ]
  const isProposed = corrections.some(({ isBooked }) => !isBooked)
  return [...parts, ...(isProposed ? [english.t('reconciliation.proposed')] : [])].join('\n')
}

function sumCells({ date, model, ledgerNanoUsd, providerNanoUsd }: Reconciliation['openDays'][number]) {
  return [date, printableName(model), exact(ledgerNanoUsd), exact(providerNanoUsd)]
}

function totalRow(days: readonly ReconciledDay[]): string[] {
  const total = (of: (day: ReconciledDay) => NanoUsd) => sum(days.map(of))
  return [
    'total',
    '',
    exact(total(({ ledgerNanoUsd }) => ledgerNanoUsd)),
    exact(total(({ providerNanoUsd }) => providerNanoUsd)),
    signed(total(({ driftNanoUsd }) => driftNanoUsd)),
    '',
  ]
}

function explanationText({ explained, unexplainedNanoUsd }: ReconciledDay): string {
  const parts = explained.map(
    (each) => `${english.t(`driftClass.${each.class}`)} ${signed(each.amountNanoUsd)}`,
  )
  const left =
    unexplainedNanoUsd === 0n ? [] : [`${english.t('driftClass.unexplained')} ${signed(unexplainedNanoUsd)}`]
  return [...parts, ...left].join('; ')
}

function correctionText({ entry, fromNanoUsd, toNanoUsd, isBooked }: Correction): string {
  const values = { entry: printableName(entry), from: exact(fromNanoUsd), to: exact(toNanoUsd) }
  return english.t(isBooked ? 'reconciliation.corrected' : 'reconciliation.to_correct', values)
}

const exact = (amount: NanoUsd) => formatUsd(amount, 'exact')
const signed = (amount: NanoUsd) => (amount > 0n ? `+${exact(amount)}` : exact(amount))
