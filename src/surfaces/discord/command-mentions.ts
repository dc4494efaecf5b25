import { ApplicationCommandType } from 'discord.js'
import { type MentionedCommand, plainMention } from '../../locales/command-mentions.ts'
import type { RegisteredCommand } from './register-commands.ts'

/** Names commands so that a tap brings them up, once Discord has told their ids: `</budget set:123>`. */
export class CommandMentions {
  #ids: ReadonlyMap<string, string> = new Map()

  learn(commands: readonly RegisteredCommand[]): void {
    this.#ids = new Map(
      commands
        .filter(({ type = ApplicationCommandType.ChatInput }) => type === ApplicationCommandType.ChatInput)
        .map(({ name, id }) => [name, id]),
    )
  }

  of(command: MentionedCommand): string {
    const [name = ''] = command.split(' ')
    const id = this.#ids.get(name)
    return id === undefined ? plainMention(command) : `</${command}:${id}>`
  }
}
