import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js'

/** A button about a run was pressed, or something chosen in a menu about one. */
export type RunInteraction = ButtonInteraction | StringSelectMenuInteraction
