import type { Audience } from '../brief/audience.ts'
import type { AttachedFile } from './location.ts'
import { plainAddress } from './plain-address.ts'

/** For whom something is read. */
export interface Asker extends Audience {
  /** The name of who pays: the server that it is asked on, or somebody's direct messages. */
  readonly tenant: string
}

/** A message of a Discord server, or nothing but its channel. */
export interface MessageLink {
  readonly server: string
  readonly channel: string
  readonly message: string | undefined
}

/** A message that somebody has posted. */
export interface PostedMessage {
  readonly author: string
  /** ISO 8601. */
  readonly postedAt: string
  /** With the names of those whom it mentions, and with its cards. */
  readonly text: string
  /** What it answers. */
  readonly answered?: { readonly author: string; readonly text: string } | undefined
  readonly files: readonly AttachedFile[]
}

/** Reads what people have posted, for those who may see it. */
export interface PostedMessages {
  /**
   * @throws {SourceError} `message_elsewhere` for one of another server; `message_closed` when the asker or the bot may not see it;
   * `message_for_few` when others would see what comes of it who may not see the message; `page_not_found` when there is none
   */
  read(link: MessageLink & { readonly message: string }, asker: Asker): Promise<PostedMessage>
  /**
   * An address of an attachment whose signature is over, signed anew.
   * @param channel where it was posted
   * @throws {SourceError} as `read` does; `attachment_expired` when it is not signed again
   */
  signAgain(attachment: { readonly address: string; readonly channel: string }, asker: Asker): Promise<string>
}

const hosts = /^(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com$/
const messagePath = /^\/channels\/(\d{15,21}|@me)\/(?:\d{15,21}\/threads\/)?(\d{15,21})(?:\/(\d{15,21}))?\/?$/

/** The message, or channel, that an address leads to; direct messages are those of the server `@me`. */
export function messageLinkIn({ hostname, pathname }: URL): MessageLink | undefined {
  const [, server, channel, message] = (hosts.test(hostname) && messagePath.exec(pathname)) || []
  return server && channel ? { server, channel, message } : undefined
}

const filePath = /^\/(?:ephemeral-)?attachments\/(\d{15,21})\/\d{15,21}\/[^/]+$/

/** The channel in which a file was posted that an address leads to. */
export function attachmentChannelIn({ hostname, pathname }: URL): string | undefined {
  const isFile = hostname === 'cdn.discordapp.com' || hostname === 'media.discordapp.net'
  return (isFile && filePath.exec(pathname)?.[1]) || undefined
}

/** The channel of Discord that what an address leads to was posted in. */
export function discordChannelIn(address: string): string | undefined {
  const given = URL.parse(address)
  const url = given && plainAddress(given)
  return url ? (messageLinkIn(url)?.channel ?? attachmentChannelIn(url)) : undefined
}
