import type { Alert, ThresholdPercent, ToldAlert } from '../ledger/alert.ts'
import { bookedSubject } from '../ledger/subject.ts'
import type { Backlog } from './outbox-store.ts'
import { type ParcelState, tellingOf } from './parcel.ts'

/** A crossing as stores keep it, with what became of the parcel that tells of it; null where it is in none yet. */
interface StoredCrossing {
  readonly alert: Omit<Alert, 'subject' | 'thresholdPercent'> & {
    readonly subject: string
    readonly thresholdPercent: number
    readonly parcel: number | null
  }
  readonly state: ParcelState | null
  readonly endedAtMs: number | null
}

export function toldAlert({
  alert: { parcel: _parcel, ...alert },
  state,
  endedAtMs,
}: StoredCrossing): ToldAlert {
  return {
    ...alert,
    id: Number(alert.id),
    subject: bookedSubject(alert.subject),
    thresholdPercent: alert.thresholdPercent as ThresholdPercent,
    telling: tellingOf(state),
    endedAtMs: endedAtMs ?? undefined,
  }
}

/** How many wait, and since when the oldest of them does; null where none is. */
interface Waiting {
  readonly count: number
  readonly oldestCreatedAtMs: number | null
}

const nothing: Waiting = { count: 0, oldestCreatedAtMs: null }

/**
 * @param onTheirWay parcels that wait or are claimed
 * @param unpacked crossings that are in no parcel yet
 * @param kept parcels that reached nobody
 */
export function backlogOf(
  onTheirWay: Waiting = nothing,
  unpacked: Waiting = nothing,
  kept: Pick<Waiting, 'count'> = nothing,
): Backlog {
  const oldest = [onTheirWay, unpacked].flatMap(({ oldestCreatedAtMs }) => oldestCreatedAtMs ?? [])
  return {
    waiting: Number(onTheirWay.count) + Number(unpacked.count),
    oldestCreatedAtMs: oldest.length > 0 ? Math.min(...oldest) : undefined,
    kept: Number(kept.count),
  }
}
