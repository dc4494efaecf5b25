import type { Workflow } from './workflow.ts'

type Asked = Pick<Workflow, 'id' | 'tenant' | 'user'>
type Waiting = Asked & Pick<Workflow, 'state'>

/**
 * What waits, in the order in which it is to be run: what had begun, and lost its process, goes on first. Then one of each tenant in turn, of
 * whom least is running first, and within a tenant one of each member in turn.
 *
 * @param waiting oldest first
 */
export function inTurn<T extends Waiting>(waiting: readonly T[], running: readonly Asked[]): readonly T[] {
  const ofMember = ({ tenant, user = '' }: Asked) => `${tenant} ${user}`
  const ofTenant = ({ tenant }: Asked) => tenant
  const begun = waiting.filter(({ state }) => state === 'running')
  const others = waiting.filter(({ state }) => state !== 'running')
  const all = [...running, ...begun]
  return [...begun, ...ranked(ranked(others, all, ofMember), all, ofTenant)]
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
