import { randomBytes } from 'node:crypto'
import type { APIMessage, APIUser, InteractionResponseType, InteractionType } from 'discord.js'
import { DiscordApiError } from '../api-error.ts'
import type { EmulatorClock } from '../clock.ts'
import type { StoredMessage } from '../message-store.ts'

/** https://discord.com/developers/docs/interactions/receiving-and-responding (read 2026-11). */
const usualFirstAnswerMs = 3000
const tokenLifeMs = 15 * 60 * 1000

/** The answer that acknowledged an interaction. */
export interface FirstResponse {
  type: InteractionResponseType
  /** As the bot sent it. */
  data: unknown
  /** Emulator time. */
  at: number
  /** Since the interaction was made. */
  afterMs: number
}

export interface InteractionRecord {
  id: string
  token: string
  type: InteractionType
  user: APIUser
  channelId: string
  guildId: string | undefined
  /** As the bot is told of them. */
  installations: Readonly<Record<string, string>>
  /** Whatever the bot says, the user alone hears it. */
  isHushed: boolean
  createdAt: number
  /** For commands: the name, without subcommands. */
  commandName: string | undefined
  /** The message whose component was used, directly or through a modal that it opened. */
  source: StoredMessage | undefined
  first: FirstResponse | undefined
  /** The message that `@original` means. */
  original: StoredMessage | undefined
  followUps: StoredMessage[]
  /** Edits of the original by this interaction, in order. */
  edits: { at: number; message: APIMessage }[]
}

type NewInteraction = Pick<
  InteractionRecord,
  'type' | 'user' | 'channelId' | 'guildId' | 'installations' | 'isHushed' | 'commandName' | 'source'
>

export interface InteractionStore {
  open(parts: NewInteraction): InteractionRecord
  /** The interaction that a first answer is for. Throws 10062 when unknown or late, 40060 when already answered. */
  forAnswer(id: string, token: string): InteractionRecord
  /** The interaction whose token this is. Throws 10015 before the first answer, 50027 after 15 minutes. */
  forFollowUp(token: string): InteractionRecord
  all(): InteractionRecord[]
  /** Those that had no answer within the time for it. */
  unanswered(): InteractionRecord[]
}

export function createInteractionStore(
  clock: EmulatorClock,
  nextId: () => string,
  firstAnswerMs = usualFirstAnswerMs,
): InteractionStore {
  const records: InteractionRecord[] = []
  const isLate = ({ createdAt }: InteractionRecord) => clock.now() - createdAt > firstAnswerMs
  return {
    open(parts) {
      const record: InteractionRecord = {
        ...parts,
        id: nextId(),
        token: randomBytes(48).toString('base64url'),
        createdAt: clock.now(),
        first: undefined,
        original: undefined,
        followUps: [],
        edits: [],
      }
      records.push(record)
      return record
    },
    forAnswer(id, token) {
      const record = records.find((one) => one.id === id && one.token === token)
      if (record === undefined) throw new DiscordApiError('unknownInteraction')
      if (record.first !== undefined) throw new DiscordApiError('alreadyAcknowledged')
      if (isLate(record)) throw new DiscordApiError('lateInteraction')
      return record
    },
    forFollowUp(token) {
      const record = records.find((one) => one.token === token)
      if (record?.first === undefined) throw new DiscordApiError('unknownWebhook')
      if (clock.now() - record.createdAt >= tokenLifeMs) throw new DiscordApiError('expiredToken')
      return record
    },
    all: () => records,
    unanswered: () => records.filter((record) => record.first === undefined && isLate(record)),
  }
}
