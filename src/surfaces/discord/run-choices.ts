import type { AutocompleteInteraction } from 'discord.js'
import { bookedSubject } from '../../ledger/subject.ts'
import type { BotContext } from './bot-context.ts'
import { plainLine } from './render/safe-text.ts'

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete (2026-11) */
const mostChoices = 25
const choiceMaxCharacters = 100
/** So many of the latest are looked through. */
const lookedThrough = 500

/** Offers a member their own runs whose name has what was typed, newest first. */
export async function offerRuns(
  interaction: AutocompleteInteraction,
  { autointel: { workflows, ledger }, textsFor }: BotContext,
): Promise<void> {
  const texts = textsFor(interaction)
  const typed = interaction.options.getFocused().trim().toLowerCase()
  const runs = await workflows.recent({ user: interaction.user.id, limit: lookedThrough })
  const matching = runs.filter(({ title, location }) =>
    `${title ?? ''} ${location.address}`.toLowerCase().includes(typed),
  )
  const choices = await Promise.all(
    matching.slice(0, mostChoices).map(async ({ id, title, location, createdAtMs, tenant }) => {
      const date = texts.date(createdAtMs, await ledger.timeZone(bookedSubject(tenant)))
      return { name: plainLine(`${date} · ${title || location.address}`, choiceMaxCharacters), value: id }
    }),
  )
  await interaction.respond(choices)
}
