import type { AutocompleteInteraction } from 'discord.js'

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete (2026-11) */
const mostChoices = 25

const timeZones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

/** Offers IANA time zones that have what was typed, those whose city begins with it first. */
export async function offerTimeZones(interaction: AutocompleteInteraction): Promise<void> {
  const zones = matchingTimeZones(interaction.options.getFocused())
  await interaction.respond(zones.map((zone) => ({ name: zone, value: zone })))
}

export function matchingTimeZones(text: string): readonly string[] {
  const typed = text.trim().replaceAll(/\s+/g, '_').toLowerCase()
  const beginsWith = (zone: string) =>
    zone.toLowerCase().startsWith(typed) || zone.toLowerCase().split('/').at(-1)?.startsWith(typed)
  const matching = timeZones.filter((zone) => zone.toLowerCase().includes(typed))
  const first = matching.filter(beginsWith)
  return [...first, ...matching.filter((zone) => !first.includes(zone))].slice(0, mostChoices)
}
