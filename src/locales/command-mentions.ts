/** Commands that texts name, with their subcommands: `{{command_budget_set}}` stands for `budget set`. */
const mentionedCommands = [
  'autointel',
  'recall',
  'costs',
  'costreport',
  'exportcostreport',
  'budget view',
  'budget set',
  'settings view',
  'settings set',
  'settings watch',
  'help',
  'runs',
  'forget brief',
  'forget mine',
] as const
export type MentionedCommand = (typeof mentionedCommands)[number]

/** How a command is named in a text: so that a tap brings it up, where the surface can do that. */
export type MentionOf = (command: MentionedCommand) => string

/** For where nothing can be tapped. */
export const plainMention: MentionOf = (command) => `/${command}`

/** Values for every text: `command_budget_set` is what `mention` makes of `budget set`. */
export function commandValues(mention: MentionOf): Readonly<Record<string, string>> {
  return Object.fromEntries(
    mentionedCommands.map((command) => [`command_${command.replace(' ', '_')}`, mention(command)]),
  )
}
