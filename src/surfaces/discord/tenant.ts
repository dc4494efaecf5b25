/** Who pays for what happens in an interaction: the server, or in direct messages the user. */
export function tenantOf({
  guildId,
  user,
}: {
  readonly guildId: string | null
  readonly user: { readonly id: string }
}): string {
  return guildId ? `guild_${guildId}` : `dm_${user.id}`
}
