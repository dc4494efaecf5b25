import type { Alert } from '../ledger/alert.ts'

/** What waits to be told: crossings of thresholds, and everything else that owners want to hear of. */
export const outboxes = ['alert', 'notice'] as const
export type Outbox = (typeof outboxes)[number]

export const deliveryStates = ['failed', 'delivered', 'unreachable'] as const
/** `failed` is tried again when it is due; `unreachable` never: the recipient takes nothing from us. */
export type DeliveryState = (typeof deliveryStates)[number]

/** How far the delivery over one of the channels has come. */
export interface Delivery {
  /** Named by who delivers, such as `user_<id>` or `webhook`. */
  readonly channel: string
  readonly state: DeliveryState
  readonly attempts: number
  /** Of a failed one: when it is to be tried again, epoch milliseconds. */
  readonly dueAtMs: number
}

export interface NoteDeliveryRequest extends Delivery {
  readonly outbox: Outbox
  readonly ids: readonly number[]
}

/** Figures of a notice; the names of money end in `NanoUsd`. */
export type NoticeDetail = Readonly<Record<string, string | number | bigint | null>>

export interface NewNotice {
  /** What it is about and when, such as `unpriced_model openai:x 2026-11-22`: only the first of a key is kept. */
  readonly key: string
  readonly kind: string
  readonly detail: NoticeDetail
  readonly atMs: number
}

/** What every claim adds to what was claimed. */
export interface Claimed {
  /** How often it was claimed. */
  readonly attempts: number
  /** What earlier claims have come to, channel by channel. */
  readonly deliveries: readonly Delivery[]
}

export interface ClaimedAlert extends Alert, Claimed {}

/** Something other than a crossing that owners are to be told once. */
export interface Notice extends Claimed {
  readonly id: number
  readonly kind: string
  readonly detail: NoticeDetail
  readonly createdAtMs: number
}

export interface ClaimRequest {
  readonly limit: number
  /** How long the claim lasts: when it runs out undelivered, another claim may take the item. */
  readonly leaseMs: number
  readonly atMs: number
}

/**
 * What must reach somebody, kept until it has. Every method is one transaction. Alerts come into it by the ledger's settling
 * transaction. Methods reject with `LedgerError` when the store cannot be read or written.
 */
export interface OutboxStore {
  /** Takes what is due, oldest first, for this process to deliver. */
  claimAlerts(request: ClaimRequest): Promise<readonly ClaimedAlert[]>
  alertDelivered(id: number, atMs: number): Promise<void>
  /** Gives a claimed alert back, to be tried again at `retryAtMs`. */
  alertFailed(id: number, retryAtMs: number): Promise<void>
  /** Keeps something for the owners to be told; false when the key was there already. */
  addNotice(notice: NewNotice): Promise<boolean>
  claimNotices(request: ClaimRequest): Promise<readonly Notice[]>
  noticeDelivered(id: number, atMs: number): Promise<void>
  noticeFailed(id: number, retryAtMs: number): Promise<void>
  /** Remembers what came of one channel, so that later attempts leave out who has the message already. */
  noteDelivery(request: NoteDeliveryRequest): Promise<void>
}
