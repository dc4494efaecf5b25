import type { RunAccess } from '../../access/runs.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import { isWatchAccount } from '../../servers/watch-account.ts'
import { decodeReplyAddress } from './reply-address.ts'

/** What decides who may see a run, go deeper from it and have it forgotten. */
export function runAccessOf(run: Workflow): RunAccess {
  if (run.user === undefined || !isWatchAccount(run.user)) return run
  return { ...run, unasked: { postedBy: decodeReplyAddress(run.replyTo)?.postedBy } }
}
