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

/** Something other than a crossing that owners are to be told once. */
export interface Notice {
  readonly id: number
  readonly kind: string
  readonly detail: NoticeDetail
  readonly createdAtMs: number
  readonly attempts: number
  readonly deliveries: readonly Delivery[]
}
