import { type Audience, mayServe } from '../brief/audience.ts'
import { isSameLocation } from '../sources/location.ts'
import { UnfitBaseError, type UnfitBaseReason } from './unfit-base-error.ts'
import type { Workflow, WorkflowRequest } from './workflow.ts'
import type { WorkflowStore } from './workflow-store.ts'

/** So many workflows are gone back at most: there are five depths. */
const longestChain = 8

/** @throws {UnfitBaseError} when the request is based on a workflow that it may take nothing from. */
export async function requireFitBase(request: WorkflowRequest, store: WorkflowStore): Promise<void> {
  if (request.basedOn === undefined) return
  const base = await store.find(request.basedOn)
  const reason = base ? unfitness(request, base) : 'unknown'
  if (reason) throw new UnfitBaseError(request.basedOn, reason)
}

/** An earlier run as the base of one for an audience; in front of others than those who may see what was read, it is read anew. */
export function baseFor(earlier: Workflow, audience: Audience): string | undefined {
  return mayServe(earlier, audience) ? earlier.id : undefined
}

/** The workflows that one builds on, latest first: its base, the base of that, and so on, as far as they fit. */
export async function basesOf(
  workflow: Workflow,
  store: Pick<WorkflowStore, 'find'>,
): Promise<readonly string[]> {
  const bases: string[] = []
  let basedOn = workflow.basedOn
  while (basedOn !== undefined && bases.length < longestChain) {
    const base = await store.find(basedOn)
    if (!base || unfitness(workflow, base)) break
    bases.push(base.id)
    basedOn = base.basedOn
  }
  return bases
}

function unfitness(
  request: Pick<WorkflowRequest, 'tenant' | 'location' | keyof Audience>,
  base: Workflow,
): UnfitBaseReason | undefined {
  if (base.tenant !== request.tenant) return 'other_tenant'
  if (!isSameLocation(base.location, request.location)) return 'other_source'
  return mayServe(base, request) ? undefined : 'other_audience'
}
