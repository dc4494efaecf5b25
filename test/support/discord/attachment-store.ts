import type { APIAttachment } from 'discord.js'
import type { MessageBody, UploadedFile } from './payload/message-body.ts'
import type { LocalFile } from './uploads.ts'
import type { World } from './world.ts'

/** Keeps uploaded files and gives them addresses on the emulator itself. */
export interface AttachmentStore {
  /** The files as attachments of a message, described as its body says. */
  add(channelId: string, body: MessageBody, files: readonly UploadedFile[]): APIAttachment[]
  /** A file that comes with a command: for the bot alone, in no message. */
  upload(channelId: string, file: LocalFile): APIAttachment
  /** By the address, as long as that is good. */
  file(url: URL): LocalFile | undefined
  renew(url: string): string
}

/** https://docs.discord.com/developers/reference#signed-attachment-cdn-urls (2026-11) */
const addressLifeMs = 24 * 3_600_000

export function createAttachmentStore(
  { nextId, clock }: Pick<World, 'nextId' | 'clock'>,
  cdnUrl: () => string,
): AttachmentStore {
  const stored = new Map<string, LocalFile>()
  const signed = (path: string) => {
    const hex = (atMs: number) => Math.floor(atMs / 1_000).toString(16)
    const signature = `ex=${hex(clock.now() + addressLifeMs)}&is=${hex(clock.now())}&hm=${'0'.repeat(64)}&`
    return `${cdnUrl()}${path}?${signature}`
  }
  const keep = (folder: string, channelId: string, file: LocalFile): APIAttachment => {
    const id = nextId()
    const path = `/${folder}/${channelId}/${id}/${encodeURIComponent(file.name)}`
    stored.set(path, file)
    const url = signed(path)
    return {
      id,
      filename: file.name,
      size: file.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: file.contentType,
    }
  }
  return {
    add: (channelId, body, files) =>
      files.map((file) => {
        const description = body.attachments?.find((listed) => listed.id === String(file.index))?.description
        return {
          ...keep('attachments', channelId, file),
          ...(description != null && { description }),
        }
      }),
    upload: (channelId, file) => ({ ...keep('ephemeral-attachments', channelId, file), ephemeral: true }),
    file: ({ pathname, searchParams }) =>
      Number.parseInt(searchParams.get('ex') ?? '', 16) * 1_000 > clock.now()
        ? stored.get(pathname)
        : undefined,
    renew: (url) => signed(new URL(url).pathname),
  }
}
