import { MessageFlags } from 'discord.js'
import { DiscordApiError } from '../api-error.ts'
import { componentAttachments, componentProblems } from './component-problems.ts'
import { attachmentReferences, embedProblems } from './embed-problems.ts'
import type { MessageBody, UploadedFile } from './message-body.ts'
import type { PayloadProblem } from './problem.ts'
import { problemIf, required, tooLong } from './problem.ts'

/** https://discord.com/developers/docs/resources/message and .../reference#uploading-files (read 2026-11). */
const contentCharacters = 2000
const filesPerMessage = 10
export const largestFileBytes = 10 * 1024 * 1024

/** Flags a bot may set itself; the others are Discord's to set. */
const settableFlags =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsVoiceMessage |
  MessageFlags.IsComponentsV2

/** What there is besides the request: the message being edited, and the names of its attachments. */
export interface MessageContext {
  files: readonly UploadedFile[]
  existing?: { flags: number; attachments: readonly { id: string; filename: string }[] }
}

/** What the schema does not hold about a message. Throws 40005 when a file is too large. */
export function messageProblems(body: MessageBody, { files, existing }: MessageContext): PayloadProblem[] {
  if (files.some(({ bytes }) => bytes.byteLength > largestFileBytes)) throw new DiscordApiError('tooLarge')
  const flags = (existing?.flags ?? 0) | (body.flags ?? 0)
  const isVersion2 = (flags & MessageFlags.IsComponentsV2) !== 0
  return [
    ...((body.content?.length ?? 0) > contentCharacters ? [tooLong(['content'], contentCharacters)] : []),
    ...problemIf(
      ((body.flags ?? 0) & ~settableFlags) !== 0,
      ['flags'],
      'MESSAGE_FLAGS_INVALID',
      'These flags cannot be set.',
    ),
    ...embedProblems(body.embeds ?? []),
    ...componentProblems(body.components ?? [], isVersion2),
    ...(isVersion2 ? version2Exclusions(body) : []),
    ...attachmentProblems(body, { files, ...(existing && { existing }) }),
    ...(body.enforce_nonce && (body.nonce ?? '') === '' ? [required('nonce')] : []),
  ]
}

function version2Exclusions(body: MessageBody): PayloadProblem[] {
  return (['content', 'embeds', 'poll', 'sticker_ids'] as const).flatMap((field) =>
    problemIf(
      isFilled(body[field]),
      [field],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    ),
  )
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null
}

function attachmentProblems(body: MessageBody, { files, existing }: MessageContext): PayloadProblem[] {
  const kept = (existing?.attachments ?? []).filter(
    ({ id }) => body.attachments === undefined || body.attachments?.some((listed) => listed.id === id),
  )
  const names = new Set([...kept.map(({ filename }) => filename), ...files.map(({ name }) => name)])
  const isKnown = (id: string) =>
    files.some(({ index }) => String(index) === id) || existing?.attachments.some((one) => one.id === id)
  return [
    ...(kept.length + files.length > filesPerMessage ? [tooLong(['attachments'], filesPerMessage)] : []),
    ...(body.attachments ?? []).flatMap(({ id }, index) =>
      problemIf(!isKnown(id), ['attachments', index, 'id'], 'ATTACHMENT_NOT_FOUND', 'No such file.'),
    ),
    ...[
      ...attachmentReferences(body.embeds ?? []).map((name) => ({ name, field: 'embeds' })),
      ...componentAttachments(body.components ?? []).map((name) => ({ name, field: 'components' })),
    ].flatMap(({ name, field }) =>
      problemIf(
        !names.has(name),
        [field],
        'REFERENCED_ATTACHMENT_NOT_FOUND',
        `The attachment "${name}" was not found.`,
      ),
    ),
  ]
}
