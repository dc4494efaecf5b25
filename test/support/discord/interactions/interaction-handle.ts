import type { APIMessage } from 'discord.js'
import { InteractionResponseType } from 'discord.js'
import type { Changes } from '../changes.ts'
import type { ModalData } from '../payload/modal-problems.ts'
import type { FirstResponse, InteractionRecord } from './interaction-store.ts'

/** What a member sees of an interaction of theirs. Getters are live. */
export interface InteractionHandle {
  readonly id: string
  readonly token: string
  /** The message the bot answered with (or whose component was used), as it is now; `undefined` before, or when deleted. */
  readonly response: APIMessage | undefined
  /** Further messages, as they are now, without deleted ones. */
  readonly followUps: readonly APIMessage[]
  /** Each edit of the response by this interaction, with the emulator's time. */
  readonly edits: readonly { at: number; message: APIMessage }[]
  /** How long the first answer took; `undefined` while there is none. */
  readonly answeredWithinMs: number | undefined
  /** The form that was shown, if the answer was one. */
  readonly modal: ModalData | undefined
  /** What autocomplete offered, if the answer was that. */
  readonly choices: readonly { name: string; value: string | number }[] | undefined
  firstResponse(timeoutMs?: number): Promise<FirstResponse>
  /** The response once it satisfies the predicate. Rejects after the timeout with what it was last. */
  waitFor(predicate: (message: APIMessage) => boolean, timeoutMs?: number): Promise<APIMessage>
  /** The first follow-up that satisfies the predicate. */
  waitForFollowUp(predicate?: (message: APIMessage) => boolean, timeoutMs?: number): Promise<APIMessage>
}

export function createHandle(record: InteractionRecord, changes: Changes): InteractionHandle {
  const handle: InteractionHandle = {
    id: record.id,
    token: record.token,
    get response() {
      return record.original?.isDeleted ? undefined : record.original?.message
    },
    get followUps() {
      return record.followUps.filter(({ isDeleted }) => !isDeleted).map(({ message }) => message)
    },
    get edits() {
      return record.edits
    },
    get answeredWithinMs() {
      return record.first?.afterMs
    },
    get modal() {
      const { first } = record
      return first?.type === InteractionResponseType.Modal ? (first.data as ModalData) : undefined
    },
    get choices() {
      const { first } = record
      if (first?.type !== InteractionResponseType.ApplicationCommandAutocompleteResult) return undefined
      return (first.data as { choices: { name: string; value: string | number }[] }).choices
    },
    firstResponse: (timeoutMs) =>
      changes.waitUntil(
        () => record.first,
        () => 'the interaction was not answered',
        timeoutMs,
      ),
    waitFor: (predicate, timeoutMs) =>
      changes.waitUntil(
        () => (handle.response !== undefined && predicate(handle.response) ? handle.response : undefined),
        () => `the response is ${JSON.stringify(handle.response)}`,
        timeoutMs,
      ),
    waitForFollowUp: (predicate = () => true, timeoutMs) =>
      changes.waitUntil(
        () => handle.followUps.find(predicate),
        () => `the follow-ups are ${JSON.stringify(handle.followUps)}`,
        timeoutMs,
      ),
  }
  return handle
}
