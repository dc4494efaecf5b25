import type { APIAllowedMentions, APIEmbed, APIMessageTopLevelComponent } from 'discord.js'

/** What a bot sends to create or edit a message, by whatever route. */
export interface MessageBody {
  content?: string | null
  embeds?: APIEmbed[] | null
  components?: APIMessageTopLevelComponent[] | null
  flags?: number | null
  allowed_mentions?: APIAllowedMentions | null
  attachments?: readonly { id: string; filename?: string | null; description?: string | null }[] | null
  nonce?: string | number | null
  enforce_nonce?: boolean | null
  message_reference?: { message_id: string } | null
  poll?: unknown
  sticker_ids?: readonly string[] | null
  tts?: boolean | null
}

/** A file that came with the request as `files[index]`. */
export interface UploadedFile {
  index: number
  name: string
  contentType: string
  bytes: Uint8Array
}
