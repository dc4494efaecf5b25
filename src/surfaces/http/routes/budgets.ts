import { createRoute, z } from '@hono/zod-openapi'
import { type BudgetRefusal, budgetModes } from '../../../ledger/budget-limit.ts'
import { periods } from '../../../ledger/period.ts'
import type { Subject } from '../../../ledger/subject.ts'
import { amountProblemText } from '../../../locales/amount-problem-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import { toUsdNumber } from '../../../money/format.ts'
import { readAmount } from '../../../money/read-amount.ts'
import { type BudgetsJson, budgetsForm, budgetsToJson } from '../../../wire/budgets.ts'
import {
  jsonAnswer,
  jsonBody,
  notAllowed,
  unwantedBody,
  usualProblems,
  wrongBody,
  wrongRequest,
} from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { ProblemError } from '../problem.ts'
import type { Caller } from '../security/caller.ts'
import { requireSetter, visibleSubject, visibleSubjects } from '../security/visible.ts'

const subjectPath = z.object({ subject: z.string() })
const budgetPath = subjectPath.extend({ period: z.enum(periods) })
const newBudget = z.strictObject({
  limit_usd: z.union([z.number(), z.string()]),
  /** Left out: as the limit in force, else hard. */
  mode: z.enum(budgetModes).optional(),
})

const answer = {
  200: jsonAnswer('The budgets of the subject', budgetsForm),
  ...wrongRequest,
  ...notAllowed,
  ...usualProblems,
}

/** What may be spent: seen by all in their own, set by the operator and, lower ones, by who manages a server. */
export function addBudgetRoutes(app: HttpApp, parts: HttpParts): void {
  const { ledger, now } = parts.autointel
  const shown = async (subject: Subject) =>
    budgetsToJson(subject.name, await ledger.timeZone(subject), await ledger.budgetStatus(subject, now()))
  const visible = async (caller: Caller): Promise<readonly Subject[]> =>
    visibleSubjects(caller) ?? ledger.subjects()

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
  const set = async (
    caller: Caller,
    { subject: name, period }: z.output<typeof budgetPath>,
    texts: Texts,
    limit?: z.output<typeof newBudget>,
  ) => {
    const subject = visibleSubject(caller, name)
    const result = await ledger.setBudget({
      ...requireSetter(caller, subject),
      subject,
      period,
      limitNanoUsd: limit && amountOf(limit.limit_usd, texts),
      mode: limit?.mode,
      atMs: now(),
    })
    if (result.kind !== 'set') throw refusedChange(result, texts)
    return shown(subject)
  }
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/budgets/{subject}/{period}',
      tags: ['budgets'],
      summary:
        'Sets a budget, which holds at once; those who manage a server set lower ones than the owner has',
      request: { params: budgetPath, body: jsonBody(newBudget) },
      responses: { ...answer, ...wrongBody },
    }),
    async (context) => {
      const { param, json } = { param: context.req.valid('param'), json: context.req.valid('json') }
      return context.json(await set(context.get('caller'), param, textsFor(context), json), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/budgets/{subject}/{period}',
      tags: ['budgets'],
      summary: 'Takes a budget away; then the default holds again, if there is one',
      request: { params: budgetPath },
      responses: { ...answer, ...unwantedBody },
    }),
    async (context) =>
      context.json(await set(context.get('caller'), context.req.valid('param'), textsFor(context)), 200),
  )
}

/** What a manager may not change. */
function refusedChange(refusal: BudgetRefusal, texts: Texts): ProblemError {
  if (refusal.kind === 'nothing_to_take_back')
    return new ProblemError({ status: 403, code: 'owners_budget', detail: texts.t('error.ownerOnly') })
  const { exceeds, cap } = refusal
  const key = exceeds === 'limit' ? 'error.aboveOwnerCap' : 'error.softerThanOwner'
  return new ProblemError({
    status: 403,
    code: exceeds === 'limit' ? 'above_owners_limit' : 'softer_than_owners_limit',
    detail: texts.t(key, { cap: texts.money(cap.limitNanoUsd) }),
    members: { cap_usd: toUsdNumber(cap.limitNanoUsd) },
  })
}

/** @throws {ProblemError} */
export function amountOf(given: number | string, texts: Texts): bigint {
  const read = readAmount(given)
  if (read.kind === 'amount') return read.amountNanoUsd
  const detail = amountProblemText(read.problem, String(given), texts)
  throw new ProblemError({ status: 400, code: 'invalid_amount', detail })
}
