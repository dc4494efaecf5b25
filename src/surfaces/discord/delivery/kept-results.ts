import type { CommandInteraction } from 'discord.js'
import type { Texts } from '../../../locales/texts.ts'
import type { KeptResult } from '../../../outbox/outbox-store.ts'
import type { BotContext } from '../bot-context.ts'
import { newMessage, type OutgoingMessage } from '../message.ts'
import { buttonRow } from '../render/buttons.ts'
import { discordTime } from '../render/look.ts'
import { safeLine } from '../render/safe-text.ts'

/** Buttons of one row. */
const shownAtMost = 5

/**
 * Behind the answer to a command, tells the member alone of briefs that have reached nobody, with a button that opens each. Told once:
 * from then on they count as delivered. Never throws, for the command has done its work.
 */
export async function tellOfKeptResults(
  interaction: CommandInteraction,
  { autointel: { outbox }, textsFor, log, now }: BotContext,
): Promise<void> {
  try {
    if (!interaction.deferred && !interaction.replied) return
    const kept = await outbox.keptFor(interaction.user.id, shownAtMost)
    if (kept.length === 0) return
    const message = keptResultsMessage(kept, textsFor(interaction))
    await interaction.followUp(newMessage(message, { isPrivate: true }))
    for (const { parcel } of kept) await outbox.handOver(parcel, now())
    log.info({ parcels: kept.length }, 'a member was told of briefs that had reached nobody')
  } catch (error) {
    log.warn({ err: error, interaction: interaction.id }, 'a member could not be told of kept results')
  }
}

function keptResultsMessage(kept: readonly KeptResult[], texts: Texts): OutgoingMessage {
  const lines = kept.map(
    ({ title, endedAtMs }) => `- ${discordTime(endedAtMs, 'f')} **${safeLine(nameOf(title, texts), 120)}**`,
  )
  return {
    content: [texts.t('kept.title', { count: kept.length }), ...lines].join('\n'),
    components: buttonRow(
      kept.map(({ workflow, title }) => ({
        label: nameOf(title, texts),
        does: ['brief', workflow],
        emoji: '📄',
      })),
    ),
  }
}

function nameOf(title: string | undefined, texts: Texts): string {
  return title ?? texts.t('kept.untitled')
}
