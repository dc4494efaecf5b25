import type { ClaimedAlert, Delivery, Notice, Outbox } from '../../../outbox/outbox-store.ts'

/** What is told with one message: crossings of one subject, or one notice. */
export type Parcel = ParcelItems & {
  readonly ids: readonly number[]
  /** What earlier attempts at the owners have come to. */
  readonly deliveries: readonly Delivery[]
}

type ParcelItems =
  | { readonly outbox: Outbox & 'alert'; readonly alerts: readonly [ClaimedAlert, ...ClaimedAlert[]] }
  | { readonly outbox: Outbox & 'notice'; readonly notice: Notice }

/** The delivery to the webhook, which gets every alert by itself. */
export const webhookChannel = 'webhook'

/**
 * One parcel for the alerts of a subject that were claimed together. Those that have been tried before stay apart from new
 * ones, so that a parcel is the same, and Discord knows its message again, in every attempt.
 */
export function parcelsOf(alerts: readonly ClaimedAlert[], notices: readonly Notice[]): readonly Parcel[] {
  const groups = Map.groupBy(alerts, ({ subject, attempts, deliveries }) =>
    JSON.stringify([subject, attempts, toOwners(deliveries)]),
  )
  const crossings = [...groups.values()].flatMap(([first, ...others]): Parcel[] => {
    if (!first) return []
    const together = [first, ...others] as const
    const ids = together.map(({ id }) => id)
    return [{ outbox: 'alert', alerts: together, ids, deliveries: toOwners(first.deliveries) }]
  })
  return [
    ...crossings,
    ...notices.map(
      (notice): Parcel => ({ outbox: 'notice', notice, ids: [notice.id], deliveries: notice.deliveries }),
    ),
  ]
}

function toOwners(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries.filter(({ channel }) => channel !== webhookChannel)
}
