import { createRoute, z } from '@hono/zod-openapi'
import type { Entry } from '../../../ledger/entry.ts'
import { resultJson } from '../../../locales/result-json.ts'
import { hasEnded, storedResult } from '../../../orchestrator/stored-result.ts'
import { trackCostOf } from '../../../report/track-cost.ts'
import { entryForm, entryToJson } from '../../../wire/entry.ts'
import { runResultForm } from '../../../wire/run-result.ts'
import { runsForm, runsToJson } from '../../../wire/runs.ts'
import { trackCostForm, trackCostToJson } from '../../../wire/track-cost.ts'
import { workflowStatisticsForm, workflowStatisticsToJson } from '../../../wire/workflow-statistics.ts'
import { jsonAnswer, noSuchThing, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { mayUseRun, visibleTenant } from '../security/visible.ts'
import { finder, workflowPath } from './find-workflow.ts'

/** What there is to see of runs. */
export function addWorkflowViews(app: HttpApp, parts: HttpParts): void {
  const { workflows, ledger, config } = parts.autointel
  const find = finder(parts, 'read')
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/workflows',
      tags: ['workflows'],
      summary: 'Runs, newest first',
      request: {
        query: z.object({
          tenant: z.string().optional(),
          limit: z.coerce.number().int().min(1).max(500).default(50),
          offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        }),
      },
      responses: { 200: jsonAnswer('Runs', runsForm), ...wrongRequest, ...notAllowed, ...usualProblems },
    }),
    async (context) => {
      const { tenant, limit, offset } = context.req.valid('query')
      const caller = context.get('caller')
      const runs = await workflows.recent({ tenant: visibleTenant(caller, tenant), limit, offset })
      // What a member reads in private is not in anybody else's list either.
      return context.json(runsToJson(runs.filter((run) => mayUseRun(caller, run, 'read'))), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/workflows/{id}',
      tags: ['workflows'],
      summary: 'How a run stands; with its brief and its bill once it has ended',
      request: { params: workflowPath },
      responses: {
        200: jsonAnswer('The run', runsForm.element.extend({ result: runResultForm.nullable() })),
        ...noSuchThing,
        ...usualProblems,
      },
    }),
    async (context) => {
      const workflow = await find(context.req.valid('param').id, context.get('caller'))
      const [run] = runsToJson([workflow])
      const result = hasEnded(workflow)
        ? resultJson(
            await storedResult(workflow, { workflows, ledger, tiers: config.depthTiers }),
            textsFor(context),
          )
        : null
      return context.json({ ...run, result }, 200)
    },
  )
  addCostViews(app, parts)
}

/** What a run costs: in all, in turns, and line by line. */
function addCostViews(app: HttpApp, parts: HttpParts): void {
  const { ledger } = parts.autointel
  const find = finder(parts, 'read')
  const addView = (
    { name, summary, description, form }: CostView,
    show: (entries: readonly Entry[]) => object,
  ) =>
    app.openapi(
      createRoute({
        method: 'get',
        path: `/api/workflows/{id}/${name}`,
        tags: ['workflows'],
        summary,
        request: { params: workflowPath },
        responses: { 200: jsonAnswer(description, form), ...noSuchThing, ...usualProblems },
      }),
      async (context) => {
        const { id } = await find(context.req.valid('param').id, context.get('caller'))
        return context.json(show(await ledger.entriesOf(id)), 200)
      },
    )
  addView(
    { name: 'cost', summary: 'What a run has cost so far', description: 'Its cost', form: trackCostForm },
    (entries) => trackCostToJson(trackCostOf(entries)),
  )
  addView(
    {
      name: 'statistics',
      summary: 'What a run comes to, and a turn of it on average',
      description: 'Its statistics',
      form: workflowStatisticsForm,
    },
    (entries) => workflowStatisticsToJson(trackCostOf(entries)),
  )
  addView(
    {
      name: 'entries',
      summary: 'The lines of the books that a run has, oldest first',
      description: 'Its lines',
      form: z.array(entryForm),
    },
    (entries) => entries.map(entryToJson),
  )
}

interface CostView {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly form: z.ZodType
}
