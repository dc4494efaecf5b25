import type { APIAttachment } from 'discord.js'
import type { MessageBody, UploadedFile } from './payload/message-body.ts'

/** Keeps uploaded files and gives them addresses on the emulator itself. */
export interface AttachmentStore {
  /** The files as attachments of a message, described as its body says. */
  add(channelId: string, body: MessageBody, files: readonly UploadedFile[]): APIAttachment[]
  /** By the path of the address. */
  file(path: string): UploadedFile | undefined
}

export function createAttachmentStore(nextId: () => string, cdnUrl: () => string): AttachmentStore {
  const stored = new Map<string, UploadedFile>()
  return {
    add: (channelId, body, files) =>
      files.map((file) => {
        const id = nextId()
        const path = `/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}`
        stored.set(path, file)
        const description = body.attachments?.find((listed) => listed.id === String(file.index))?.description
        return {
          id,
          filename: file.name,
          size: file.bytes.byteLength,
          url: `${cdnUrl()}${path}`,
          proxy_url: `${cdnUrl()}${path}`,
          content_type: file.contentType,
          ...(description != null && { description }),
        }
      }),
    file: (path) => stored.get(path),
  }
}
