import { createHash } from 'node:crypto'
import type { Alert, Telling } from '../ledger/alert.ts'

const parcelStates = ['waiting', 'claimed', 'delivered', 'kept', 'replaced'] as const
/**
 * `waiting` and `claimed` are on their way. `delivered`: it has reached somebody. `kept`: no way was left, it waits for its recipient
 * to come for it. `replaced`: what it brings is out of date.
 */
export type ParcelState = (typeof parcelStates)[number]

/** How far the telling of what is in a parcel has come; null where it is in none yet. */
export function tellingOf(state: ParcelState | null): Telling {
  switch (state) {
    case null:
    case 'waiting':
    case 'claimed':
      return 'waiting'
    case 'delivered':
      return 'delivered'
    case 'kept':
    case 'replaced':
      return 'kept'
    default:
      return state satisfies never
  }
}

const deliveryStates = ['failed', 'delivered', 'unreachable', 'withdrawn'] as const
/**
 * How one channel has taken a parcel. `failed` is tried again when it is due; `unreachable` never: the channel takes nothing from us;
 * `withdrawn`: somebody has taken the place away on purpose.
 */
export type DeliveryState = (typeof deliveryStates)[number]

/** How far the delivery over one of the channels has come. */
export interface Delivery {
  /** The channel's name. */
  readonly channel: string
  readonly state: DeliveryState
  readonly attempts: number
  /** Of a failed one: when it is to be tried again, epoch milliseconds. */
  readonly dueAtMs: number
  /** Why the channel did not take it, in a word that later channels can explain themselves with; '' where that says nothing. */
  readonly reason: string
}

/** Figures of a notice; the names of money end in `NanoUsd`. */
type NoticeDetail = Readonly<Record<string, string | number | bigint | null>>

/** Something other than a crossing that owners are to be told once. */
export interface Notice {
  readonly kind: string
  readonly detail: NoticeDetail
}

export interface NewNotice extends Notice {
  /** What it is about and when, such as `unpriced_model openai:x 2026-11-22`: only the first of a key is kept. */
  readonly key: string
  readonly atMs: number
}

/** For so long a command may take to become a run, before it is thought lost though its process lives. */
export const receiptLifeMs = 5 * 60_000

/** Of one command there is one receipt. */
export function receiptKey(workflow: string): string {
  return `receipt ${workflow}`
}

/** A command that was received, and is to be a run. */
export interface NewReceipt {
  /** The id that the run is to have. */
  readonly workflow: string
  /** Where it is answered. */
  readonly replyTo: Readonly<Record<string, string>>
  readonly atMs: number
}

/**
 * What is brought: crossings of one subject that owners are told with one message, a notice to owners, the result of a run, a scheduled
 * report, or that a command was received, whose process has died before it was a run.
 */
export type ParcelContent =
  | { readonly kind: 'alert'; readonly alerts: readonly [Alert, ...Alert[]] }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'result'; readonly workflow: string }
  | { readonly kind: 'report'; readonly notice: Notice }
  | {
      readonly kind: 'receipt'
      readonly workflow: string
      readonly replyTo: Readonly<Record<string, string>>
    }

/** Something that must reach somebody, as one claim hands it out. */
export type Parcel = ParcelContent & {
  readonly id: number
  /** The same in every attempt, so that a message which may have arrived is known again. */
  readonly nonce: string
  readonly createdAtMs: number
  /** How often it was claimed: with the id, it tells this claim from others. */
  readonly attempts: number
  /** What earlier claims have come to, channel by channel. */
  readonly deliveries: readonly Delivery[]
}

/** One claim of a parcel. */
export type ParcelClaim = Pick<Parcel, 'id' | 'attempts'>

/** Epoch milliseconds from when on an attempt may have brought a parcel whose outcome nobody knows; undefined at its first. */
export function maybeSentSinceMs({ attempts, createdAtMs }: Parcel): number | undefined {
  return attempts > 1 ? createdAtMs : undefined
}

/** For so long a result waits for the process that ran it to bring its progress to an end, unless that process dies. */
export const resultHeadStartMs = 60_000

/** Discord's limit on a nonce: https://discord.com/developers/docs/resources/message#create-message (2026-11) */
const nonceMaxCharacters = 25

/** The same words give the same nonce. */
export function nonceOf(...words: readonly (string | number)[]): string {
  return createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, nonceMaxCharacters)
}
