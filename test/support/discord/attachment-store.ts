import type { APIAttachment } from 'discord.js'
import type { MessageBody, UploadedFile } from './payload/message-body.ts'
import type { LocalFile } from './uploads.ts'

/** Keeps uploaded files and gives them addresses on the emulator itself. */
export interface AttachmentStore {
  /** The files as attachments of a message, described as its body says. */
  add(channelId: string, body: MessageBody, files: readonly UploadedFile[]): APIAttachment[]
  /** A file that comes with a command: for the bot alone, in no message. */
  upload(channelId: string, file: LocalFile): APIAttachment
  /** By the path of the address. */
  file(path: string): LocalFile | undefined
}

export function createAttachmentStore(nextId: () => string, cdnUrl: () => string): AttachmentStore {
  const stored = new Map<string, LocalFile>()
  const keep = (folder: string, channelId: string, file: LocalFile): APIAttachment => {
    const id = nextId()
    const path = `/${folder}/${channelId}/${id}/${encodeURIComponent(file.name)}`
    stored.set(path, file)
    // The signature of a real address, which nothing here looks at.
    const url = `${cdnUrl()}${path}?ex=69272000&is=6925ce80&hm=${'0'.repeat(64)}&`
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
    file: (path) => stored.get(path),
  }
}
