import type { ToldAlert } from '../ledger/alert.ts'
import type { Subject } from '../ledger/subject.ts'
import type { Delivery, NewNotice, NewReceipt, Parcel, ParcelClaim } from './parcel.ts'

export interface ClaimRequest {
  readonly limit: number
  /** How long the claim lasts: when it runs out, another claim may take the parcel. */
  readonly leaseMs: number
  readonly atMs: number
}

export interface MutedTopic {
  readonly topic: string
  /** Who has had enough of it. */
  readonly by: string
  readonly atMs: number
}

/** A result whose run may still be shown as under way. */
export interface UnreleasedResult {
  readonly workflow: string
  readonly tenant: string
}

/** A brief that reached nobody. */
export interface KeptResult {
  readonly parcel: number
  readonly workflow: string
  readonly title: string | undefined
  readonly endedAtMs: number
}

export interface AlertsRequest {
  /** Undefined: of all. */
  readonly subjects?: readonly Subject[] | undefined
  readonly limit: number
  /** Only those that came before this one: the last of the page before. */
  readonly beforeId?: number | undefined
}

/** How much is on its way, and how much has come to nobody. */
export interface Backlog {
  /** Parcels that are on their way, and crossings that are in none yet. */
  readonly waiting: number
  /** Since when the oldest of them waits; undefined where nothing does. */
  readonly oldestCreatedAtMs: number | undefined
  /** Parcels that no way was left for, and that nobody has come for. */
  readonly kept: number
}

/**
 * What must reach somebody, kept until it has. Every method is one transaction. Two kinds of parcels are not added here: alerts come
 * by the transaction of the ledger that books the crossing, results by the one of the workflow store that ends the run. Methods reject
 * with `LedgerError` when the store cannot be read or written.
 */
export interface OutboxStore {
  /** Keeps something for the owners to be told; false when the key was there already. */
  addNotice(notice: NewNotice): Promise<boolean>
  /** Whether a notice of this key was added, told by now or not. */
  hasNotice(key: string): Promise<boolean>
  /**
   * Keeps that a command was received, as claimed by this process: others bring it once this process has died. It goes with the transaction that
   * stores the run.
   */
  keepReceipt(receipt: NewReceipt): Promise<void>
  /** The command became no run, and whoever gave it knows. Does nothing to the receipt of another process. */
  dropReceipt(workflow: string): Promise<void>
  /**
   * Takes what is due, and what a process that has died since had taken, oldest first, for this process to deliver. Alerts of one
   * subject that are claimed for the first time together are one parcel from then on.
   */
  claim(request: ClaimRequest): Promise<readonly Parcel[]>
  /** The result of a run may be claimed from now on; false when none of this run waits. */
  release(workflow: string, atMs: number): Promise<boolean>
  /** Results that nobody has released or claimed yet. */
  unreleased(): Promise<readonly UnreleasedResult[]>
  /** Remembers what came of one channel, so that later attempts leave out who has the message already. */
  noteDelivery(parcel: number, delivery: Delivery): Promise<void>
  /** Ends a claimed parcel for good. Does nothing to what has ended. */
  end(parcel: number, state: 'delivered' | 'kept', atMs: number): Promise<void>
  /** Gives a claimed parcel back, to be claimed again at `dueAtMs`. Does nothing when another has claimed it since. */
  putOff(claim: ParcelClaim, dueAtMs: number): Promise<void>
  /** The briefs of a user's runs, whole or partial, that reached nobody, newest first. */
  keptFor(user: string, limit: number): Promise<readonly KeptResult[]>
  /** Its recipient has come for it. */
  handOver(parcel: number, atMs: number): Promise<void>
  /** Crossings of all times, newest first. */
  alerts(request: AlertsRequest): Promise<readonly ToldAlert[]>
  backlog(): Promise<Backlog>

  /** From now on the owners are not told of a topic (see `topicOf`). */
  mute(topic: MutedTopic): Promise<void>
  unmute(topic: string): Promise<void>
  isMuted(topic: string): Promise<boolean>

  /** Remembers the language in which somebody who gets parcels last spoke to the bot, as Discord names it, such as `pt-BR`. */
  rememberLocale(user: string, locale: string): Promise<void>
  /** Undefined for whom nobody has remembered one. */
  localeOf(user: string): Promise<string | undefined>
}
