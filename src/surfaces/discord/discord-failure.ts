import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'

/**
 * Why Discord did not do something: the interaction's token is over (`expired`), the message or channel is gone, it is not allowed,
 * Discord cannot at the moment, or it does not take what was sent (`rejected`).
 */
export type DiscordFailure = 'expired' | 'gone' | 'forbidden' | 'transient' | 'rejected'

const failures: Readonly<Partial<Record<number | string, DiscordFailure>>> = {
  [RESTJSONErrorCodes.UnknownInteraction]: 'expired',
  [RESTJSONErrorCodes.UnknownWebhook]: 'expired',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'expired',
  [RESTJSONErrorCodes.UnknownMessage]: 'gone',
  [RESTJSONErrorCodes.UnknownChannel]: 'gone',
  [RESTJSONErrorCodes.UnknownGuild]: 'gone',
  [RESTJSONErrorCodes.UnknownUser]: 'gone',
  [RESTJSONErrorCodes.MissingAccess]: 'forbidden',
  [RESTJSONErrorCodes.MissingPermissions]: 'forbidden',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'forbidden',
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: 'forbidden',
}

const networkCodes = /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/

/** Undefined for errors that do not come from a request to Discord. */
export function discordFailure(error: unknown): DiscordFailure | undefined {
  if (error instanceof DiscordAPIError)
    return failures[error.code] ?? (error.status >= 500 ? 'transient' : 'rejected')
  if (error instanceof HTTPError) return error.status >= 500 ? 'transient' : 'rejected'
  if (error instanceof RateLimitError) return 'transient'
  return isNetworkError(error) ? 'transient' : undefined
}

/** Cut connections and time-outs, as the fetch below the REST client throws them. */
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return true
  if ('code' in error && typeof error.code === 'string' && networkCodes.test(error.code)) return true
  return error.cause !== undefined && isNetworkError(error.cause)
}
