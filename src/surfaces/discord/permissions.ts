import { type Interaction, PermissionFlagsBits } from 'discord.js'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { Owners } from './owners.ts'
import { tenantOf } from './tenant.ts'

/** Those who manage the server; in direct messages everybody manages their own. */
export function isManager(interaction: Pick<Interaction, 'guildId' | 'memberPermissions'>): boolean {
  if (!interaction.guildId) return true
  return interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false
}

/** Cancelling, going on and going deeper are for the member who asked, the managers of that server, and the bot's owners. */
export function mayControl(interaction: Interaction, workflow: Workflow, owners: Owners): boolean {
  const isHere = tenantOf(interaction).name === workflow.tenant
  return (
    workflow.user === interaction.user.id ||
    (isHere && isManager(interaction)) ||
    owners.isOwner(interaction.user.id)
  )
}

/** Trying again spends in the name of the member who asked, and of nobody else. */
export function isStarter(interaction: Interaction, { user }: Workflow): boolean {
  return user === interaction.user.id
}

/** A brief is for everyone who sees its message, and nobody else. */
export function maySee(interaction: Interaction, workflow: Workflow, owners: Owners): boolean {
  return tenantOf(interaction).name === workflow.tenant || mayControl(interaction, workflow, owners)
}
