import { createRoute, z } from '@hono/zod-openapi'
import { depths } from '../../../ledger/attribution.ts'
import { isTenantName } from '../../../ledger/subject.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { knownLanguage } from '../../../locales/language-name.ts'
import { WorkflowSuspended } from '../../../orchestrator/suspension.ts'
import { TooManyWaitingError } from '../../../orchestrator/too-many-waiting-error.ts'
import { mostCompared, parseGiven } from '../../../sources/given-location.ts'
import {
  jsonAnswer,
  jsonBody,
  noSuchThing,
  notAllowed,
  notFound,
  unwantedBody,
  usualProblems,
  wrongBody,
} from '../answers.ts'
import { eventStream } from '../event-stream.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import type { LiveEvent } from '../live-events.ts'
import { ProblemError, problemAnswer } from '../problem.ts'
import { userOf, visibleTenant } from '../security/visible.ts'
import { amountOf } from './budgets.ts'
import { finder, workflowPath } from './find-workflow.ts'
import { addWorkflowViews } from './workflow-views.ts'

/** Whose money the operator's own runs spend. */
const operatorTenant = 'web'
const amount = z.union([z.number(), z.string()]).optional()
const startForm = z.strictObject({
  /** Addresses: one to brief, or two to five to compare. */
  sources: z.union([
    z
      .string()
      .min(1)
      .max(8_000)
      .transform((one) => [one]),
    z.array(z.string().min(1).max(8_000)).min(1).max(mostCompared),
  ]),
  depth: z.enum(depths).default('standard'),
  /** Default: the source's. */
  language: z.string().max(50).optional(),
  max_cost_usd: amount,
  tenant: z.string().refine(isTenantName, 'expected a tenant, such as guild_123 or app_shop').optional(),
  user: z.string().max(75).optional(),
})
const startedForm = z.strictObject({
  workflow: z.string(),
  /** How many start before it; null once it runs. */
  position: z.number().nullable(),
})
const accepted = {
  202: jsonAnswer('It is on its way', startedForm),
  ...wrongBody,
  ...notAllowed,
  ...usualProblems,
}

/** Runs: started, followed, called off, gone on with, and what came of them. */
export function addWorkflowRoutes(app: HttpApp, parts: HttpParts): void {
  addStartRoutes(app, parts)
  addWorkflowViews(app, parts)
  const { orchestrator } = parts.autointel
  const [find, findOwn] = [finder(parts, 'read'), finder(parts, 'control')]
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/workflows/{id}/cancel',
      tags: ['workflows'],
      summary: 'Ends a run, whichever process runs it',
      request: { params: workflowPath },
      responses: {
        202: jsonAnswer('It ends', z.strictObject({ cancelled: z.boolean() })),
        ...noSuchThing,
        ...unwantedBody,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const { id } = await findOwn(context.req.valid('param').id, context.get('caller'))
      return context.json({ cancelled: await orchestrator.cancel(id) }, 202)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/workflows/{id}/events',
      tags: ['workflows'],
      summary: 'The course of a run as server-sent events; Last-Event-ID resumes',
      request: { params: workflowPath },
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        ...noSuchThing,
        ...usualProblems,
      },
    }),
    async (context) => {
      const caller = context.get('caller')
      const { id } = await find(context.req.valid('param').id, caller)
      const isFor = ({ workflow }: LiveEvent) => workflow === id
      return eventStream(context, isFor, parts)
    },
  )
}

function addStartRoutes(app: HttpApp, parts: HttpParts): void {
  const { orchestrator } = parts.autointel
  const findOwn = finder(parts, 'control')
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/workflows',
      tags: ['workflows'],
      summary: 'Starts a run over one address, or over several to compare them',
      request: { body: jsonBody(startForm) },
      responses: accepted,
    }),
    async (context) => {
      const { sources, depth, language, max_cost_usd: most, ...who } = context.req.valid('json')
      const caller = context.get('caller')
      const parsed = parseGiven(sources)
      if (parsed.kind === 'refused') {
        const { reason: code, values } = parsed.problem
        throw new ProblemError({
          status: 400,
          code,
          detail: failureText({ code, values }, textsFor(context)).says,
        })
      }
      const run = await started(() =>
        orchestrator.start({
          location: parsed.location,
          depth,
          language: languageOf(language),
          tenant: visibleTenant(caller, who.tenant) ?? operatorTenant,
          user: userOf(caller) ?? (caller.kind === 'operator' ? who.user : undefined),
          // What a manager asks for here is asked in no channel that others read.
          visibility: caller.kind === 'manager' ? 'member' : 'server',
          maxCostNanoUsd: most === undefined ? undefined : amountOf(most, textsFor(context)),
        }),
      )
      return context.json({ workflow: run.id, position: run.position() ?? null }, 202)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/workflows/{id}/continue',
      tags: ['workflows'],
      summary: 'Goes on with a run that nobody runs, from its last finished step',
      request: { params: workflowPath, body: jsonBody(z.strictObject({ max_cost_usd: amount })) },
      responses: {
        ...accepted,
        ...noSuchThing,
        409: problemAnswer('It is completed, or it is being run.'),
      },
    }),
    async (context) => {
      const { id } = await findOwn(context.req.valid('param').id, context.get('caller'))
      const { max_cost_usd: most } = context.req.valid('json')
      const resumed = await started(() =>
        orchestrator.resume(id, most === undefined ? undefined : amountOf(most, textsFor(context))),
      )
      if (resumed.kind === 'unknown') throw notFound('such workflow')
      if (resumed.kind === 'not_resumable')
        throw new ProblemError({
          status: 409,
          code: 'not_resumable',
          detail: 'It is completed, or it is being run.',
        })
      return context.json({ workflow: id, position: resumed.run.position() ?? null }, 202)
    },
  )
}

/** @throws {ProblemError} */
function languageOf(tag: string | undefined): string | undefined {
  const known = tag === undefined ? undefined : knownLanguage(tag)
  if (tag !== undefined && !known)
    throw new ProblemError({
      status: 400,
      code: 'invalid_language',
      detail: 'Expected a tag such as en or ru.',
    })
  return known
}

async function started<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (error instanceof TooManyWaitingError)
      throw new ProblemError({
        status: 429,
        code: 'too_many_waiting',
        detail: `No more than ${error.limit} runs wait at a time.`,
        headers: { 'retry-after': '10' },
      })
    if (error instanceof WorkflowSuspended)
      throw new ProblemError({
        status: 503,
        code: 'stopping',
        detail: 'The process is shutting down.',
        headers: { 'retry-after': '5' },
      })
    throw error
  }
}
