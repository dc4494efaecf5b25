import type { Interaction } from 'discord.js'
import { bookedSubject } from '../../ledger/subject.ts'
import { hasOutput } from '../../orchestrator/journal.ts'
import { planFor } from '../../orchestrator/plan.ts'
import { hasEnded } from '../../orchestrator/stored-result.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { BotContext } from './bot-context.ts'
import type { OutgoingMessage } from './message.ts'
import { buttonRow } from './render/buttons.ts'
import { type ProgressTask, progressMessage } from './render/progress-message.ts'
import { forgetButton } from './render/result-buttons.ts'
import { runsMessage } from './render/runs-message.ts'
import { decodeReplyAddress, replyAddressOf } from './reply-address.ts'
import { presentResult } from './workflows/present-result.ts'

/** Discord takes 25 in a menu; ten lines fit a phone. */
const runsPerPage = 10
const shownForMs = 30 * 86_400_000
/** Briefs of one member that reached nobody, of which it is said. */
const keptAtMost = 100

/** A page, from 0, of the runs of whoever acts, newest first. */
export async function runsPage(
  interaction: Interaction,
  page: number,
  { autointel: { workflows, outbox }, textsFor, now }: BotContext,
): Promise<OutgoingMessage> {
  const user = interaction.user.id
  const found = await workflows.recent({
    user,
    sinceMs: now() - shownForMs,
    offset: page * runsPerPage,
    limit: runsPerPage + 1,
  })
  const kept = new Set((await outbox.keptFor(user, keptAtMost)).map(({ workflow }) => workflow))
  const runs = found.slice(0, runsPerPage).map((run) => ({ ...run, isKept: kept.has(run.id) }))
  return runsMessage({ runs, page, hasMore: found.length > runsPerPage }, textsFor(interaction))
}

/**
 * A run as it stands, for the member who asked for it: its result, which has reached them with that, or how far it has come, whichever
 * process has it.
 */
export async function openedRun(
  interaction: Interaction,
  run: Workflow,
  context: BotContext,
): Promise<{ readonly message: OutgoingMessage; readonly wasShown: () => Promise<void> }> {
  const { autointel, now } = context
  const kept = await autointel.outbox.keptFor(interaction.user.id, keptAtMost)
  const message = hasEnded(run)
    ? await presentResult(run, addressFor(interaction, run, now()), context)
    : await progressOf(interaction, run, context)
  const texts = context.textsFor(interaction)
  return {
    message: {
      ...message,
      components: [...(message.components ?? []), ...buttonRow([forgetButton(run, texts)])],
    },
    wasShown: async () => {
      const parcel = kept.find(({ workflow }) => workflow === run.id)?.parcel
      if (parcel !== undefined) await autointel.outbox.handOver(parcel, now())
    },
  }
}

/** Whoever reads it here reads it alone. */
function addressFor(interaction: Interaction, run: Workflow, startedAtMs: number) {
  const showCost = decodeReplyAddress(run.replyTo)?.showCost ?? false
  return replyAddressOf(interaction, { messageId: '', startedAtMs, showCost, isPrivate: true })
}

async function progressOf(
  interaction: Interaction,
  run: Workflow,
  { autointel, textsFor, now }: BotContext,
): Promise<OutgoingMessage> {
  const { workflows, ledger, orchestrator, config } = autointel
  const { id, location, depth, tenant, user, state, createdAtMs } = run
  const { tasks } = planFor(config.depthTiers[depth], run.maxCostNanoUsd)
  const finished = await Promise.all(tasks.map((task) => hasOutput(id, task, workflows)))
  const current = finished.indexOf(false)
  const stateOf = (index: number): ProgressTask['state'] => {
    if (finished[index]) return 'completed'
    return index === current && state === 'running' ? 'running' : 'waiting'
  }
  const { spentNanoUsd } = await ledger.scopeBalance(id)
  const view = {
    workflow: id,
    location: location.address,
    depth,
    quote: await orchestrator.quote({ depth, tenant, user, maxCostNanoUsd: run.maxCostNanoUsd }),
    // Of a queue in another process nobody here knows the length.
    position: state === 'queued' ? (orchestrator.find(id)?.position() ?? 0) : undefined,
    tasks: tasks.map((task, index) => ({ task, state: stateOf(index) })),
    startedAtMs: createdAtMs,
    nowMs: now(),
    spentNanoUsd,
    timeZone: await ledger.timeZone(bookedSubject(tenant)),
  }
  return progressMessage(view, textsFor(interaction))
}
