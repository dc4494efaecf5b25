import type { Interaction } from 'discord.js'
import { isBotThere } from './requester.ts'

/** Where the answer to a workflow belongs: kept with the workflow, so that another process can go on with it. */
export interface ReplyAddress {
  readonly applicationId: string
  /** Lives for 15 minutes from `startedAtMs`. */
  readonly interactionToken: string
  readonly messageId: string
  readonly channelId: string
  /** Of the member, as Discord names it. */
  readonly locale: string
  readonly guildLocale: string | null
  /** Of what all of the server read, where its managers have chosen one. */
  readonly serverLanguage?: string | undefined
  /** The member who asked. */
  readonly userId: string
  readonly startedAtMs: number
  readonly showCost: boolean
  readonly isPrivate: boolean
  /** It answers to a message of a watched channel, by the bot's own right: nothing is shown before there is something to read. */
  readonly isWatched?: boolean
  /** The bot is in the channel. Elsewhere, where a member has brought it along, it can do nothing but by the interaction's token. */
  readonly isBotThere: boolean
}

/** Whether the bot can do anything about the message by its own right. */
export function isOpenToBot({ isPrivate, isBotThere }: ReplyAddress): boolean {
  return isBotThere && !isPrivate
}

/** The token of an interaction lives 15 minutes; half a minute is left for requests that wait. */
export const tokenLifeMs = 14.5 * 60_000

/** Whether an answer can still be changed by the right of its interaction. */
export function isTokenAlive({ startedAtMs }: ReplyAddress, nowMs: number): boolean {
  return nowMs - startedAtMs < tokenLifeMs
}

export function encodeReplyAddress(address: ReplyAddress): Readonly<Record<string, string>> {
  return {
    ...address,
    guildLocale: address.guildLocale ?? '',
    serverLanguage: address.serverLanguage ?? '',
    startedAtMs: String(address.startedAtMs),
    showCost: String(address.showCost),
    isPrivate: String(address.isPrivate),
    isBotThere: String(address.isBotThere),
    isWatched: String(address.isWatched ?? false),
  }
}

/** Undefined for workflows that were not asked for on Discord. */
export function decodeReplyAddress(
  stored: Readonly<Record<string, string>> | undefined,
): ReplyAddress | undefined {
  const { applicationId, interactionToken = '', messageId, channelId, userId } = stored ?? {}
  if (!stored || !applicationId || !messageId || !channelId || !userId) return undefined
  const isWatched = stored['isWatched'] === 'true'
  if (interactionToken === '' && !isWatched) return undefined
  return {
    applicationId,
    interactionToken,
    messageId,
    channelId,
    userId,
    locale: stored['locale'] ?? '',
    guildLocale: stored['guildLocale'] || null,
    ...(stored['serverLanguage'] && { serverLanguage: stored['serverLanguage'] }),
    startedAtMs: Number(stored['startedAtMs']),
    showCost: stored['showCost'] === 'true',
    isPrivate: stored['isPrivate'] === 'true',
    isBotThere: stored['isBotThere'] !== 'false',
    ...(isWatched && { isWatched }),
  }
}

/** The address of an answer to an interaction. */
export function replyAddressOf(
  interaction: Interaction,
  answer: Pick<ReplyAddress, 'messageId' | 'startedAtMs' | 'showCost' | 'isPrivate' | 'serverLanguage'>,
): ReplyAddress {
  return {
    ...answer,
    applicationId: interaction.applicationId,
    interactionToken: interaction.token,
    channelId: interaction.channelId ?? '',
    locale: interaction.locale,
    guildLocale: interaction.guildLocale,
    userId: interaction.user.id,
    isBotThere: isBotThere(interaction),
  }
}
