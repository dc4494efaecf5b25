import type { Workflow } from './workflow.ts'
import type { WorkflowStore } from './workflow-store.ts'

type Asked = Pick<Workflow, 'id' | 'tenant' | 'user'>

/** What nobody runs, in the order in which it is to be run. */
export async function waitingInTurn(
  store: Pick<WorkflowStore, 'orphans' | 'inStates'>,
): Promise<readonly Workflow[]> {
  const waiting = await store.orphans()
  if (waiting.length === 0) return waiting
  const orphaned = new Set(waiting.map(({ id }) => id))
  const running = await store.inStates(['running'])
  return inTurn(
    waiting,
    running.filter(({ id }) => !orphaned.has(id)),
  )
}

/**
 * What waits, in the order in which it is to be run: one of each tenant in turn, of whom least is running first, and within a tenant one
 * of each member in turn.
 *
 * @param waiting oldest first
 */
export function inTurn<T extends Asked>(waiting: readonly T[], running: readonly Asked[]): readonly T[] {
  const ofMember = ({ tenant, user = '' }: Asked) => `${tenant} ${user}`
  const ofTenant = ({ tenant }: Asked) => tenant
  return ranked(ranked(waiting, running, ofMember), running, ofTenant)
}

/** Each behind as many as are running or stand before it under the same key. */
function ranked<T extends Asked>(
  waiting: readonly T[],
  running: readonly Asked[],
  keyOf: (asked: Asked) => string,
): readonly T[] {
  const ahead = new Map<string, number>()
  for (const asked of running) ahead.set(keyOf(asked), (ahead.get(keyOf(asked)) ?? 0) + 1)
  const ranks = waiting.map((asked) => {
    const rank = ahead.get(keyOf(asked)) ?? 0
    ahead.set(keyOf(asked), rank + 1)
    return { asked, rank }
  })
  return ranks.toSorted((one, other) => one.rank - other.rank).map(({ asked }) => asked)
}
