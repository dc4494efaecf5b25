import { directMessagesSubject, serverSubject, type TenantSubject } from '../../ledger/subject.ts'

/** Who pays for what happens in an interaction: the server, or in direct messages the user. */
export function tenantOf({
  guildId,
  user,
}: {
  readonly guildId: string | null
  readonly user: { readonly id: string }
}): TenantSubject {
  return guildId ? serverSubject(guildId) : directMessagesSubject(user.id)
}
