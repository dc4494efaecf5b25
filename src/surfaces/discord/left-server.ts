import type { Autointel } from '../../app/open-autointel.ts'
import { serverSubject } from '../../ledger/subject.ts'

/**
 * Cancels the runs that this process has for a server: each stops at its last checkpoint, from which it could be gone on with.
 *
 * @returns how many.
 */
export async function cancelRunsIn(
  server: string,
  { workflows, orchestrator }: Pick<Autointel, 'workflows' | 'orchestrator'>,
): Promise<number> {
  const { name: tenant } = serverSubject(server)
  const unfinished = await workflows.inStates(['queued', 'running'])
  const runs = unfinished
    .filter((workflow) => workflow.tenant === tenant)
    .flatMap(({ id }) => orchestrator.find(id) ?? [])
  for (const run of runs) run.cancel()
  return runs.length
}
