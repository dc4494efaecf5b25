import type { APIAllowedMentions, APIMessageTopLevelComponent } from 'discord.js'
import { ComponentType } from 'discord.js'
import type { MessageBody } from './payload/message-body.ts'

/** What a message that was created or edited said about whom it may ping. */
export interface MentionRecord {
  at: number
  method: string
  path: string
  content: string
  allowedMentions: APIAllowedMentions | undefined
}

export function mentionRecord(
  { at, method, path }: { at: number; method: string; path: string },
  body: MessageBody,
): MentionRecord {
  return {
    at,
    method,
    path,
    content: [body.content ?? '', ...textsOf(body.components ?? [])].filter(Boolean).join('\n'),
    allowedMentions: body.allowed_mentions ?? undefined,
  }
}

function textsOf(components: readonly APIMessageTopLevelComponent[]): readonly string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content]
    return component.type === ComponentType.Container
      ? textsOf(component.components as readonly APIMessageTopLevelComponent[])
      : []
  })
}

/** True unless the message said that nobody is to be pinged: an empty `parse`, and nobody named besides. */
export function mayMention({ allowedMentions }: MentionRecord): boolean {
  if (allowedMentions?.parse?.length !== 0) return true
  const { users, roles, replied_user: isAuthorPinged } = allowedMentions
  return (users?.length ?? 0) > 0 || (roles?.length ?? 0) > 0 || isAuthorPinged === true
}
