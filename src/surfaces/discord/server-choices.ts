import type { AutocompleteInteraction } from 'discord.js'
import type { Owners } from '../../access/owners.ts'
import { everyServer } from './chosen-subject.ts'
import { plainLine } from './render/safe-text.ts'

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete (2026-11) */
const mostChoices = 25
const choiceMaxCharacters = 100

/** Offers an owner the servers whose name or id has what was typed; others choose no server. */
export async function offerServers(interaction: AutocompleteInteraction, owners: Owners): Promise<void> {
  if (!owners.isOwner(interaction.user.id)) {
    await interaction.respond([])
    return
  }
  const typed = interaction.options.getFocused().trim().toLowerCase()
  const servers = interaction.client.guilds.cache.map(({ id, name }) => ({
    name: plainLine(`${name} · ${id}`, choiceMaxCharacters),
    value: id,
  }))
  const choices = [{ name: everyServer, value: everyServer }, ...servers]
  const matching = choices.filter(({ name }) => name.toLowerCase().includes(typed))
  await interaction.respond(matching.slice(0, mostChoices))
}
