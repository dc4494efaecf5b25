import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest'
import { RESTJSONErrorCodes } from 'discord.js'

const discordFailures = [
  /** The interaction's token is over. */
  'expired',
  /** Somebody has deleted the message. */
  'deleted',
  /** The channel, server or user is gone. */
  'gone',
  /** The bot may not, or the user takes nothing from it. */
  'forbidden',
  /** A thread that is archived or locked. */
  'closed',
  /** Discord does not take the message itself, wherever it is sent. */
  'rejected',
  /** Discord does not know the bot's token, at least this time. */
  'unauthorized',
  /** Discord cannot at the moment. */
  'transient',
  /** A refusal that nobody foresaw. */
  'unforeseen',
] as const
/** Why Discord did not do something. */
export type DiscordFailure = (typeof discordFailures)[number]

const failures: Readonly<Partial<Record<number | string, DiscordFailure>>> = {
  [RESTJSONErrorCodes.UnknownInteraction]: 'expired',
  [RESTJSONErrorCodes.UnknownWebhook]: 'expired',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'expired',
  [RESTJSONErrorCodes.UnknownMessage]: 'deleted',
  [RESTJSONErrorCodes.UnknownChannel]: 'gone',
  [RESTJSONErrorCodes.UnknownGuild]: 'gone',
  [RESTJSONErrorCodes.UnknownUser]: 'gone',
  [RESTJSONErrorCodes.MissingAccess]: 'forbidden',
  [RESTJSONErrorCodes.MissingPermissions]: 'forbidden',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'forbidden',
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: 'forbidden',
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: 'closed',
  [RESTJSONErrorCodes.ThreadLocked]: 'closed',
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType]: 'rejected',
  [RESTJSONErrorCodes.RequestEntityTooLarge]: 'rejected',
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage]: 'rejected',
}

const byStatus: Readonly<Partial<Record<number, DiscordFailure>>> = {
  401: 'unauthorized',
  408: 'transient',
  413: 'rejected',
  429: 'transient',
}

const networkCodes = /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/

/** Undefined for errors that do not come from a request to Discord. */
export function discordFailure(error: unknown): DiscordFailure | undefined {
  if (error instanceof DiscordAPIError) return failures[error.code] ?? failureOfStatus(error.status)
  if (error instanceof HTTPError) return failureOfStatus(error.status)
  if (error instanceof RateLimitError) return 'transient'
  return isNetworkError(error) ? 'transient' : undefined
}

function failureOfStatus(status: number): DiscordFailure {
  return byStatus[status] ?? (status >= 500 ? 'transient' : 'unforeseen')
}

/** Cut connections and time-outs, as the fetch below the REST client throws them. */
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return true
  if ('code' in error && typeof error.code === 'string' && networkCodes.test(error.code)) return true
  return error.cause !== undefined && isNetworkError(error.cause)
}
