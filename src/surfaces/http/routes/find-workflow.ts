import { z } from '@hono/zod-openapi'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import { notFound } from '../answers.ts'
import type { HttpParts } from '../http-context.ts'
import type { Caller } from '../security/caller.ts'
import { mayUseRun } from '../security/visible.ts'

/** The part of the address that names a workflow. */
export const workflowPath = z.object({ id: z.string() })

/** A workflow that the caller may use so. @throws {ProblemError} as if it were not there. */
export function finder({ autointel }: HttpParts, use: 'read' | 'control') {
  return async (id: string, caller: Caller): Promise<Workflow> => {
    const workflow = await autointel.workflows.find(id)
    if (!workflow || !mayUseRun(caller, workflow, use)) throw notFound('such workflow')
    return workflow
  }
}
