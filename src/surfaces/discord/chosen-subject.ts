import type { Client, Interaction, User } from 'discord.js'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import { botSubject, parseSubject, type Subject, serverSubject, userSubject } from '../../ledger/subject.ts'
import { tenantOf } from './requester.ts'

/** What owners give as a server for the whole bot. */
export const everyServer = 'all'

/** The options of a command that say whom it is about; neither: where the command is used. */
export interface SubjectOptions {
  /** A server's id, a tenant's name or {@link everyServer}. */
  readonly server?: string | null
  readonly who?: Pick<User, 'id' | 'username'> | null
}

/** Whom a command is about. */
export interface ChosenSubject {
  readonly subject: Subject
  /** As Discord names it, where that is known; not escaped. */
  readonly displayName: string | undefined
}

/** The subject that the options of a command name; undefined when they name none. Nobody has looked yet whether there is one. */
export function chosenSubject(
  interaction: Interaction,
  { server, who }: SubjectOptions,
): ChosenSubject | undefined {
  const subject = who ? userSubject(who.id) : server ? subjectOfServer(server) : tenantOf(interaction)
  return subject && { subject, displayName: who?.username ?? discordName(interaction.client, subject) }
}

function subjectOfServer(server: string): Subject | undefined {
  const name = server.trim()
  if (name.toLowerCase() === everyServer) return botSubject
  const subject = /^\d+$/.test(name) ? serverSubject(name) : parseSubject(name)
  return subject?.kind === 'tenant' ? subject : undefined
}

/** Whether a subject is a member, this place, a server that the bot is on, or anything that has a budget or has spent something. */
export async function isKnownSubject(
  interaction: Interaction,
  subject: Subject,
  ledger: Pick<LedgerStore, 'subjects'>,
): Promise<boolean> {
  if (subject.kind !== 'tenant' || subject.name === tenantOf(interaction).name) return true
  if (discordName(interaction.client, subject)) return true
  return (await ledger.subjects()).some(({ name }) => name === subject.name)
}

/** As Discord names a server or person that this process has met; not escaped. */
export function discordName(client: Client, subject: Subject): string | undefined {
  if ('server' in subject) return client.guilds.cache.get(subject.server)?.name
  return 'user' in subject ? client.users.cache.get(subject.user)?.username : undefined
}
