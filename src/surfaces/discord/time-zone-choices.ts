import type { AutocompleteInteraction } from 'discord.js'
import { spokenTimeZone, timeZoneNames } from '../../budget/time-zone-names.ts'

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete (2026-11) */
const mostChoices = 25

/** Offers IANA time zones: what people mean by what was typed, then those whose city begins with it, then those that have it. */
export async function offerTimeZones(interaction: AutocompleteInteraction): Promise<void> {
  const zones = matchingTimeZones(interaction.options.getFocused())
  await interaction.respond(zones.map((zone) => ({ name: zone, value: zone })))
}

function matchingTimeZones(text: string): readonly string[] {
  const typed = text.trim().replaceAll(/\s+/g, '_').toLowerCase()
  const beginsWith = (zone: string) =>
    zone.toLowerCase().startsWith(typed) || zone.toLowerCase().split('/').at(-1)?.startsWith(typed)
  const meant = spokenTimeZone(text)
  const matching = timeZoneNames.filter((zone) => zone.toLowerCase().includes(typed))
  const first = matching.filter(beginsWith)
  return [...new Set([...(meant ? [meant] : []), ...first, ...matching])].slice(0, mostChoices)
}
