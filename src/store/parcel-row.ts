import { z } from 'zod'
import type { Alert, ThresholdPercent } from '../ledger/alert.ts'
import { bookedSubject } from '../ledger/subject.ts'
import {
  type NewReceipt,
  type Notice,
  nonceOf,
  type ParcelContent,
  receiptKey,
  receiptLifeMs,
} from '../outbox/parcel.ts'

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
  if (kind === 'receipt' && notice) {
    const { workflow: id = '', ...replyTo } = z.record(z.string(), z.string()).parse(notice.detail)
    return { kind, workflow: id, replyTo }
  }
  if (kind === 'alert' && first) return { kind, alerts: [first, ...others] }
  throw new Error(`The parcel ${id} of kind ${kind} is empty.`)
}

/** The columns of a receipt, which has no run yet. */
export function receiptColumns({ workflow, replyTo, atMs }: NewReceipt, processId: string) {
  const key = receiptKey(workflow)
  return {
    kind: 'receipt',
    key,
    nonce: nonceOf(key),
    workflow: '',
    notice: { kind: 'receipt', detail: { ...replyTo, workflow } },
    state: 'claimed',
    process: processId,
    attempts: 0,
    dueAtMs: atMs + receiptLifeMs,
    createdAtMs: atMs,
  } as const
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
