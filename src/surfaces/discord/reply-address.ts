import type { Interaction } from 'discord.js'
import { isBotThere } from './requester.ts'

/** Where a result has gone that is not in the message that showed its progress. */
export type ShownAt =
  | { readonly place: 'nowhere' }
  | { readonly place: 'channel' | 'direct'; readonly channelId: string; readonly messageId: string }

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
  /** Undefined while the message at the address shows it. */
  readonly shownAt?: ShownAt | undefined
  /** Who has posted the message of a watched channel. */
  readonly postedBy?: string | undefined
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

export function encodeReplyAddress({ shownAt, ...address }: ReplyAddress): Readonly<Record<string, string>> {
  return {
    ...address,
    ...(shownAt && { shownAt: Object.values(shownAt).join(' ') }),
    guildLocale: address.guildLocale ?? '',
    serverLanguage: address.serverLanguage ?? '',
    startedAtMs: String(address.startedAtMs),
    showCost: String(address.showCost),
    isPrivate: String(address.isPrivate),
    isBotThere: String(address.isBotThere),
    isWatched: String(address.isWatched ?? false),
    postedBy: address.postedBy ?? '',
  }
}

/** Undefined for workflows that were not asked for on Discord. */
export function decodeReplyAddress(
  stored: Readonly<Record<string, string>> | undefined,
): ReplyAddress | undefined {
  const { applicationId, interactionToken = '', messageId, channelId, userId } = stored ?? {}
  if (!stored || !applicationId || !messageId || !channelId || !userId) return undefined
  const isWatched = stored['isWatched'] === 'true'
  const shownAt = shownAtOf(stored['shownAt'])
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
    ...(shownAt && { shownAt }),
    ...(stored['postedBy'] && { postedBy: stored['postedBy'] }),
  }
}

/** `channel 3 5`: the place, its channel and the message there. */
function shownAtOf(stored = ''): ShownAt | undefined {
  const [place, channelId, messageId] = stored.split(' ')
  if (place === 'nowhere') return { place }
  if ((place !== 'channel' && place !== 'direct') || !channelId || !messageId) return undefined
  return { place, channelId, messageId }
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
