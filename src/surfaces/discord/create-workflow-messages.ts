import { setImmediate } from 'node:timers/promises'
import type { RunningWorkflow } from '../../orchestrator/orchestrator.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import { createKeptResults } from './kept-results.ts'
import { decodeReplyAddress, encodeReplyAddress, type ReplyAddress } from './reply-address.ts'
import type { ResumeOutcome, WorkflowMessages } from './workflow-messages.ts'
import type { WorkflowPresenter } from './workflow-presenter.ts'
import { createWorkflowPresenters, type WorkflowPresentersOptions } from './workflow-presenters.ts'

/** After a start, results of the latest workflows that were never delivered are. */
const redelivered = { workflows: 200, withinMs: 24 * 3_600_000 } as const

/** Starts, resumes and shows workflows. Of one workflow there is one presenter at a time in this process. */
export function createWorkflowMessages(options: WorkflowPresentersOptions): WorkflowMessages {
  const { autointel, log, now } = options
  const { orchestrator, workflows } = autointel
  const results = createKeptResults(autointel)
  const presenterOf = createWorkflowPresenters(options)
  /** Workflows that a message follows or is about to, with the end of that. */
  const presented = new Map<string, Promise<void>>()

  /** Remembers in the store that the member has the result, once that is so. */
  const attend = (id: string, address: ReplyAddress, delivered: Promise<boolean>) => {
    const attended = delivered
      .then(async (isDelivered) => {
        const replyTo = { ...encodeReplyAddress(address), delivered: 'true' }
        if (isDelivered) await workflows.setReplyTo(id, replyTo)
      })
      .catch((error: unknown) => log.error({ err: error, workflow: id }, 'not marked as delivered'))
      .finally(() => presented.delete(id))
    presented.set(id, attended)
  }
  /** Shows the run that `begin` begins; false when it begins none. Events are followed from before on, so that none is missed. */
  const present = async (
    id: string,
    address: ReplyAddress,
    presenter: WorkflowPresenter,
    begin: () => Promise<RunningWorkflow | undefined>,
  ): Promise<boolean> => {
    presented.set(id, Promise.resolve())
    presenter.begin()
    let run: RunningWorkflow | undefined
    try {
      run = await begin()
    } finally {
      if (!run) {
        await presenter.abandon()
        presented.delete(id)
      }
    }
    if (run) attend(id, address, presenter.end(run))
    return run !== undefined
  }
  const resume = async (workflow: Workflow, address: ReplyAddress): Promise<ResumeOutcome> => {
    const { id, state } = workflow
    if (presented.has(id)) return 'busy'
    const hasBegun = await present(id, address, presenterOf(workflow, address, results.keep), async () => {
      const answer = await orchestrator.resume(id)
      if (answer.kind !== 'resumed') return undefined
      await workflows.setReplyTo(id, encodeReplyAddress(address))
      return answer.run
    })
    if (hasBegun) return 'resumed'
    return state === 'completed' ? 'complete' : 'busy'
  }

  return {
    async start(id, request, address) {
      // In this order: between the second look and `present` nobody else can begin.
      if ((await workflows.find(id)) || presented.has(id)) return 'exists'
      const presenter = presenterOf({ id, ...request }, address, results.keep)
      const replyTo = encodeReplyAddress(address)
      try {
        await present(id, address, presenter, () => orchestrator.start({ ...request, replyTo }, id))
        return 'started'
      } catch (error) {
        // Another process with the same token and books was first.
        if (await workflows.find(id)) return 'exists'
        throw error
      }
    },
    async resume(id, address) {
      const workflow = await workflows.find(id)
      return workflow ? resume(workflow, address) : 'unknown'
    },
    async resumeAll() {
      for (const workflow of await orchestrator.orphans()) {
        const address = decodeReplyAddress(workflow.replyTo)
        if (address) await resume(workflow, address)
      }
      for (const workflow of await workflows.recent({ limit: redelivered.workflows })) {
        const address = presented.has(workflow.id) ? undefined : undeliveredAddress(workflow, now())
        const result = address && (await results.resultOf(workflow))
        if (address && result)
          attend(workflow.id, address, presenterOf(workflow, address, results.keep).deliver(result))
      }
    },
    resultOf: results.resultOf,
    idle: async () => {
      // What is only just starting has no promise of its own yet: the event loop goes on in between.
      while (presented.size > 0) await Promise.all([...presented.values(), setImmediate()])
    },
  }
}

function undeliveredAddress(workflow: Workflow, nowMs: number): ReplyAddress | undefined {
  const isRecent = (workflow.endedAtMs ?? 0) > nowMs - redelivered.withinMs
  if (!isRecent || workflow.replyTo?.['delivered'] === 'true') return undefined
  return decodeReplyAddress(workflow.replyTo)
}
