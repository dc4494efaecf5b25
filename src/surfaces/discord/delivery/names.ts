import type { REST } from '@discordjs/rest'
import { type APIGuild, type Client, Routes } from 'discord.js'
import type { Subject } from '../../../ledger/subject.ts'
import type { DisplayNameOf } from '../../../outbox/gather-details.ts'
import { discordName } from '../chosen-subject.ts'

/** Names as this process has met them; of servers that another process hears from, as Discord says when it is asked. */
export function displayNames(client: Client, rest: REST): DisplayNameOf {
  return (subject: Subject) => {
    const known = discordName(client, subject)
    if (known !== undefined || !('server' in subject)) return known
    return rest.get(Routes.guild(subject.server)).then(
      (guild) => (guild as APIGuild).name,
      // It is not on that server any more, or Discord does not answer: without a name it is told by its id.
      () => undefined,
    )
  }
}
