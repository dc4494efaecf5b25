import { createRoute, z } from '@hono/zod-openapi'
import { budgetModes } from '../../../ledger/budget-limit.ts'
import { type Period, periods } from '../../../ledger/period.ts'
import type { Subject } from '../../../ledger/subject.ts'
import { amountProblemText } from '../../../locales/amount-problem-text.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { readAmount } from '../../../money/read-amount.ts'
import { alertsInForceForm, alertsInForceToJson } from '../../../wire/alerts-in-force.ts'
import { type BudgetsJson, budgetsForm, budgetsToJson } from '../../../wire/budgets.ts'
import { jsonAnswer, jsonBody, usualProblems } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import type { Caller } from '../security/caller.ts'
import { requireOperator, visibleSubject } from '../security/visible.ts'

/** Who made a change, for the history. */
const changedBy = 'api'
const english = textsOf('en')
const subjectPath = z.object({ subject: z.string() })
const budgetPath = subjectPath.extend({ period: z.enum(periods) })
const newBudget = z.strictObject({
  limit_usd: z.union([z.number(), z.string()]),
  /** Left out: as the limit in force, else hard. */
  mode: z.enum(budgetModes).optional(),
})

const answer = { 200: jsonAnswer('The budgets of the subject', budgetsForm), ...usualProblems }

/** What may be spent: seen by all in their own, set by the operator. */
export function addBudgetRoutes(app: HttpApp, parts: HttpParts): void {
  const { ledger, now } = parts.autointel
  const shown = async (subject: Subject) =>
    budgetsToJson(subject.name, await ledger.timeZone(subject), await ledger.budgetStatus(subject, now()))
  const visible = async (caller: Caller): Promise<readonly Subject[]> =>
    caller.kind === 'operator' ? ledger.subjects() : [visibleSubject(caller, undefined)]

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/budgets',
      tags: ['budgets'],
      summary: 'The budgets of every subject that has some or has spent',
      responses: { 200: jsonAnswer('The budgets', z.array(budgetsForm)), ...usualProblems },
    }),
    async (context) =>
      context.json(await Promise.all((await visible(context.get('caller'))).map(shown)), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/alerts',
      tags: ['budgets'],
      summary: 'Budgets that have reached 50, 75, 90 or 100 percent in their running period',
      responses: { 200: jsonAnswer('The alerts in force', alertsInForceForm), ...usualProblems },
    }),
    async (context) => {
      const subjects = await visible(context.get('caller'))
      const statuses = await Promise.all(subjects.map((subject) => ledger.budgetStatus(subject, now())))
      return context.json(alertsInForceToJson(statuses.flat()), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/budgets/{subject}',
      tags: ['budgets'],
      summary: 'The budgets of one subject',
      request: { params: subjectPath },
      responses: answer,
    }),
    async (context) =>
      context.json(
        await shown(visibleSubject(context.get('caller'), context.req.valid('param').subject)),
        200,
      ),
  )
  addBudgetChanges(app, parts, shown)
}

function addBudgetChanges(
  app: HttpApp,
  { autointel }: HttpParts,
  shown: (subject: Subject) => Promise<BudgetsJson>,
): void {
  const { ledger, now } = autointel
  const set = async (subject: Subject, period: Period, limit: z.output<typeof newBudget> | undefined) => {
    await ledger.setBudget({
      subject,
      period,
      limitNanoUsd: limit && amountOf(limit.limit_usd),
      mode: limit?.mode,
      by: changedBy,
      role: 'owner',
      atMs: now(),
    })
    return shown(subject)
  }
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/budgets/{subject}/{period}',
      tags: ['budgets'],
      summary: 'Sets a budget, which holds at once',
      request: { params: budgetPath, body: jsonBody(newBudget) },
      responses: answer,
    }),
    async (context) => {
      const { subject, period } = context.req.valid('param')
      requireOperator(context.get('caller'))
      const of = visibleSubject(context.get('caller'), subject)
      return context.json(await set(of, period, context.req.valid('json')), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/budgets/{subject}/{period}',
      tags: ['budgets'],
      summary: 'Takes a budget away; then the default holds again, if there is one',
      request: { params: budgetPath },
      responses: answer,
    }),
    async (context) => {
      const { subject, period } = context.req.valid('param')
      requireOperator(context.get('caller'))
      return context.json(await set(visibleSubject(context.get('caller'), subject), period, undefined), 200)
    },
  )
}

/** @throws {ProblemError} */
export function amountOf(given: number | string): bigint {
  const read = readAmount(given)
  if (read.kind === 'amount') return read.amountNanoUsd
  const detail = amountProblemText(read.problem, String(given), english)
  throw new ProblemError({ status: 400, code: 'invalid_amount', detail })
}
