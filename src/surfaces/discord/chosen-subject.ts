import type { Client, Interaction, User } from 'discord.js'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import { botSubject, parseSubject, type Subject, serverSubject, userSubject } from '../../ledger/subject.ts'
import type { Owners } from './owners.ts'
import { isManager } from './permissions.ts'
import { tenantOf } from './tenant.ts'

/** What owners give as a server for the whole bot. */
export const everyServer = 'all'

/** The options of a command that say whom it is about; neither: where the command is used. */
export interface SubjectOptions {
  /** A server's id, a tenant's name or {@link everyServer}. */
  readonly server?: string | null
  readonly who?: Pick<User, 'id' | 'username'> | null
}

export type ChosenSubject =
  | { readonly kind: 'subject'; readonly subject: Subject; readonly displayName: string | undefined }
  | {
      readonly kind: 'refused'
      readonly reason: 'error.managerOnly' | 'error.ownerOnly' | 'error.unknownServer'
    }

/**
 * Whose costs and budgets are shown: those of a server to its managers, those of direct messages to their one member, a member's to
 * that member, and all to the bot's owners.
 */
export function maySeeSubject(interaction: Interaction, subject: Subject, owners: Owners): boolean {
  if (owners.isOwner(interaction.user.id)) return true
  if (subject.kind === 'user') return subject.user === interaction.user.id
  return subject.name === tenantOf(interaction).name && isManager(interaction)
}

/** The subject that a command names, for those who may see it. */
export async function chosenSubject(
  interaction: Interaction,
  { server, who }: SubjectOptions,
  { owners, ledger }: { readonly owners: Owners; readonly ledger: Pick<LedgerStore, 'subjects'> },
): Promise<ChosenSubject> {
  const here = tenantOf(interaction)
  const subject = who ? userSubject(who.id) : server ? subjectOfServer(server) : here
  const isSeen = subject ? maySeeSubject(interaction, subject, owners) : owners.isOwner(interaction.user.id)
  if (!isSeen)
    return {
      kind: 'refused',
      reason: subject?.name === here.name ? 'error.managerOnly' : 'error.ownerOnly',
    }
  if (!subject || !(who || (await isKnown(subject, here, interaction.client, ledger))))
    return { kind: 'refused', reason: 'error.unknownServer' }
  return { kind: 'subject', subject, displayName: who?.username ?? discordName(interaction.client, subject) }
}

function subjectOfServer(server: string): Subject | undefined {
  const name = server.trim()
  if (name.toLowerCase() === everyServer) return botSubject
  const subject = /^\d+$/.test(name) ? serverSubject(name) : parseSubject(name)
  return subject?.kind === 'tenant' ? subject : undefined
}

/** A server that the bot is on, or anything that has a budget or has spent something. */
async function isKnown(
  subject: Subject,
  here: Subject,
  client: Client,
  ledger: Pick<LedgerStore, 'subjects'>,
): Promise<boolean> {
  if (subject.name === here.name || subject.kind === 'bot' || discordName(client, subject)) return true
  return (await ledger.subjects()).includes(subject.name)
}

/** As Discord names a server or person that this process has met; not escaped. */
export function discordName(client: Client, subject: Subject): string | undefined {
  if ('server' in subject) return client.guilds.cache.get(subject.server)?.name
  return 'user' in subject ? client.users.cache.get(subject.user)?.username : undefined
}
