import { createRoute, z } from '@hono/zod-openapi'
import { alertsInForceForm, alertsInForceToJson } from '../../../wire/alerts-in-force.ts'
import { alertsToldForm, alertsToldToJson } from '../../../wire/alerts-told.ts'
import { jsonAnswer, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { visibleSubject, visibleSubjects } from '../security/visible.ts'

const query = z.object({
  subject: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
})

/** Budgets that are used up to a threshold: those of now, and those of all times. */
export function addAlertRoutes(app: HttpApp, { autointel }: HttpParts): void {
  const { ledger, outbox, now } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/alerts',
      tags: ['budgets'],
      summary: 'Budgets that have reached 50, 75, 90 or 100 percent in their running period',
      responses: { 200: jsonAnswer('The alerts in force', alertsInForceForm), ...usualProblems },
    }),
    async (context) => {
      const subjects = visibleSubjects(context.get('caller')) ?? (await ledger.subjects())
      const statuses = await Promise.all(subjects.map((subject) => ledger.budgetStatus(subject, now())))
      return context.json(alertsInForceToJson(statuses.flat()), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/alerts/history',
      tags: ['budgets'],
      summary: 'Thresholds that were crossed, newest first, and whether their owners have been told',
      request: { query },
      responses: {
        200: jsonAnswer('A page of alerts', alertsToldForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const { subject, limit, before: beforeId } = context.req.valid('query')
      const caller = context.get('caller')
      const subjects = subject === undefined ? visibleSubjects(caller) : [visibleSubject(caller, subject)]
      // One more than is shown, to know whether there are older ones.
      const found = await outbox.alerts({ subjects, limit: limit + 1, beforeId })
      return context.json(alertsToldToJson(found.slice(0, limit), found.length <= limit), 200)
    },
  )
}
