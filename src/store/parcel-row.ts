import type { Alert, ThresholdPercent } from '../ledger/alert.ts'
import { bookedSubject } from '../ledger/subject.ts'
import type { Notice, ParcelContent } from '../outbox/parcel.ts'

/** What a parcel brings, as its row has it. */
interface ParcelRow {
  readonly id: number | bigint
  readonly kind: ParcelContent['kind']
  readonly workflow: string
  readonly notice: Notice | null
}

/** @throws for a parcel that brings nothing. */
export function parcelContentOf(
  { id, kind, workflow, notice }: ParcelRow,
  [first, ...others]: readonly Alert[],
): ParcelContent {
  if (kind === 'result') return { kind, workflow }
  if ((kind === 'notice' || kind === 'report') && notice) return { kind, notice }
  if (kind === 'alert' && first) return { kind, alerts: [first, ...others] }
  throw new Error(`The parcel ${id} of kind ${kind} is empty.`)
}

type AlertRow = Omit<Alert, 'id' | 'subject' | 'thresholdPercent'> & {
  readonly id: number | bigint
  readonly parcel: number | null
  readonly subject: string
  readonly thresholdPercent: number
}

/** The alerts of each parcel. */
export function alertsByParcel(rows: readonly AlertRow[]): ReadonlyMap<number, readonly Alert[]> {
  const found = Map.groupBy(rows, ({ parcel }) => parcel ?? 0)
  return new Map([...found].map(([parcel, ofParcel]) => [parcel, ofParcel.map(alertOf)]))
}

function alertOf({ parcel: _parcel, ...alert }: AlertRow): Alert {
  return {
    ...alert,
    id: Number(alert.id),
    subject: bookedSubject(alert.subject),
    thresholdPercent: alert.thresholdPercent as ThresholdPercent,
  }
}
