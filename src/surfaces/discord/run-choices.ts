import type { AutocompleteInteraction } from 'discord.js'
import { meetsForRun } from '../../access/runs.ts'
import { bookedSubject } from '../../ledger/subject.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import { watchAccountOf } from '../../servers/watch-account.ts'
import type { BotContext } from './bot-context.ts'
import { plainLine } from './render/safe-text.ts'
import { requesterOf, serverOf } from './requester.ts'
import { runAccessOf } from './run-access.ts'

/** https://discord.com/developers/docs/interactions/application-commands#autocomplete (2026-11) */
const mostChoices = 25
const choiceMaxCharacters = 100
/** So many of the latest are looked through. */
const lookedThrough = 500

/** Offers a member the runs that they may have forgotten, whose name has what was typed, newest first. */
export async function offerRuns(interaction: AutocompleteInteraction, context: BotContext): Promise<void> {
  const { ledger } = context.autointel
  const texts = context.textsFor(interaction)
  const typed = interaction.options.getFocused().trim().toLowerCase()
  const runs = await forgettableBy(interaction, context)
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

/** Their own, and of what was read unasked on the server what is theirs to have forgotten. */
async function forgettableBy(
  interaction: AutocompleteInteraction,
  { autointel: { workflows }, owners }: BotContext,
): Promise<readonly Workflow[]> {
  const requester = requesterOf(interaction, owners)
  const server = serverOf(interaction)
  const own = await workflows.recent({ user: requester.user, limit: lookedThrough })
  if (server === undefined) return own
  const unasked = await workflows.recent({ user: watchAccountOf(server), limit: lookedThrough })
  return [...own, ...unasked.filter((run) => meetsForRun('forgetter', requester, runAccessOf(run)))].toSorted(
    (one, other) => other.createdAtMs - one.createdAtMs,
  )
}
