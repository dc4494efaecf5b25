import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import { bookedSubject, serverSubject } from '../../ledger/subject.ts'
import { unfinishedStates } from '../../orchestrator/workflow.ts'
import type { BotContext } from './bot-context.ts'
import type { Reach } from './reach.ts'

/** Follows which servers have the bot: the runs of one that removes it stop at once, its words are forgotten after a while. */
export function followServers(
  client: Client,
  {
    context,
    log,
    now,
  }: { readonly context: Promise<BotContext>; readonly log: Logger; readonly now: () => number },
): void {
  client.on(Events.GuildDelete, async ({ id: server }) => {
    try {
      const { autointel } = await context
      const runs = await cancelRunsIn(server, autointel)
      await autointel.erasure.noteLeave({ tenant: serverSubject(server).name, leftAtMs: now() })
      log.info({ server, runs }, 'a server has removed the bot; its runs are cancelled')
    } catch (error) {
      log.error(
        { err: error, server },
        'the runs of a server that has removed the bot could not be cancelled',
      )
    }
  })
  client.on(Events.GuildCreate, async ({ id: server }) => {
    try {
      const { autointel } = await context
      const isBack = await autointel.forgetting.returned([serverSubject(server).name])
      if (isBack) log.info({ server }, 'a server has the bot again; nothing of it is forgotten')
    } catch (error) {
      log.error({ err: error, server }, 'that a server has the bot again could not be noted')
    }
  })
}

/**
 * Asks whoever has them to cancel the runs of a server: each stops at its last checkpoint, from which it could be gone on with.
 *
 * @returns how many
 */
export async function cancelRunsIn(
  server: string,
  { workflows, orchestrator }: Pick<Autointel, 'workflows' | 'orchestrator'>,
): Promise<number> {
  const { name: tenant } = serverSubject(server)
  const unfinished = await workflows.inStates(unfinishedStates)
  const runs = unfinished.filter((workflow) => workflow.tenant === tenant)
  for (const { id } of runs) await orchestrator.cancel(id)
  return runs.length
}

/** While the bot was not there, servers that it would hear from may have removed it or taken it back. */
export async function noteServers(
  servers: readonly string[],
  autointel: Pick<Autointel, 'erasure' | 'forgetting' | 'workflows' | 'orchestrator' | 'now'>,
  reach: Reach,
): Promise<void> {
  const { erasure, forgetting, now } = autointel
  const here = servers.map((server) => serverSubject(server).name)
  await forgetting.returned(here)
  const known = await erasure.tenantsWithWords()
  const isGone = (tenant: string) => !here.includes(tenant) && reach.hears(tenant)
  for (const tenant of known.filter(isGone)) {
    const subject = bookedSubject(tenant)
    if (subject.kind !== 'tenant' || subject.place !== 'server') continue
    await cancelRunsIn(subject.server, autointel)
    await erasure.noteLeave({ tenant, leftAtMs: now() })
  }
}
