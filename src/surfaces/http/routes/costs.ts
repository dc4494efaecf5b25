import { createRoute, z } from '@hono/zod-openapi'
import { periods } from '../../../ledger/period.ts'
import { isTenantName } from '../../../ledger/subject.ts'
import { mostDays } from '../../../report/period-range.ts'
import { costReport } from '../../../report/read-cost-report.ts'
import { readForecast } from '../../../report/read-forecast.ts'
import { costReportForm, costReportToJson } from '../../../wire/cost-report.ts'
import { forecastForm, forecastToJson } from '../../../wire/forecast.ts'
import { seriesForm, seriesToJson } from '../../../wire/series.ts'
import { sessionCostForm, sessionCostToJson } from '../../../wire/session-cost.ts'
import { jsonAnswer, jsonText, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import { visibleSubject, visibleTenant } from '../security/visible.ts'

const dayMs = 86_400_000
const usualDays = 30
/** A series by the hour is not longer. */
const mostSeriesMs = 3_660 * dayMs

const tenant = z.string().refine(isTenantName, 'expected a tenant, such as guild_123 or app_shop').optional()
const instant = z.iso.datetime({ offset: true }).optional()
const days = z.coerce.number().int().min(1).max(mostDays)

export const reportQuery = z.object({ tenant, user: z.string().max(75).optional(), days: days.default(7) })
export const rangeQuery = z.object({ from: instant, to: instant })

/** @throws {ProblemError} unless it begins before it ends. */
export function rangeOf({ from, to }: z.output<typeof rangeQuery>, nowMs: number) {
  const toMs = to === undefined ? nowMs + 1 : Date.parse(to)
  const fromMs = from === undefined ? toMs - usualDays * dayMs : Date.parse(from)
  if (fromMs >= toMs || toMs - fromMs > mostSeriesMs)
    throw new ProblemError({
      status: 400,
      code: 'invalid_range',
      detail: 'Expected from to be before to, and within ten years of it.',
    })
  return { fromMs, toMs }
}

/** What was spent, and what it will come to. */
export function addCostRoutes(app: HttpApp, parts: HttpParts): void {
  const { autointel, books, sessionCost } = parts
  const { ledger, now } = autointel
  for (const path of ['/api/session/cost', '/api/agents/session/cost'])
    app.openapi(
      createRoute({
        method: 'get',
        path,
        tags: ['costs'],
        summary: 'What was spent since the process came up',
        request: { query: z.object({ tenant }) },
        responses: {
          200: jsonAnswer('The session', sessionCostForm),
          ...wrongRequest,
          ...notAllowed,
          ...usualProblems,
        },
      }),
      async (context) => {
        const asked = visibleTenant(context.get('caller'), context.req.valid('query').tenant)
        return jsonText(
          await books.of(`session cost ${asked ?? ''}`, async () =>
            JSON.stringify(sessionCostToJson(await sessionCost.of(asked))),
          ),
        )
      },
    )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/summary',
      tags: ['costs'],
      summary: 'What was spent, on what, in so many calendar days, today included',
      request: { query: reportQuery },
      responses: {
        200: jsonAnswer('The figures', costReportForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const { tenant: asked, user, days } = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), asked)
      const request = { period: { kind: 'days', days }, nowMs: now(), tenant, user } as const
      return jsonText(
        await books.of(`summary ${JSON.stringify([days, tenant, user])}`, async () =>
          JSON.stringify(costReportToJson(await costReport(ledger, request))),
        ),
      )
    },
  )
  addSeriesRoutes(app, parts)
}

function addSeriesRoutes(app: HttpApp, { autointel }: HttpParts): void {
  const { ledger, now } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/series',
      tags: ['costs'],
      summary: 'What a subject spent over time',
      request: {
        query: rangeQuery.extend({
          subject: z.string().optional(),
          period: z.enum(periods).default('day'),
        }),
      },
      responses: {
        200: jsonAnswer('Its periods with spend', seriesForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const query = context.req.valid('query')
      const subject = visibleSubject(context.get('caller'), query.subject)
      const { period } = query
      const points = await ledger.series({ subject, period, ...rangeOf(query, now()) })
      const timeZone = await ledger.timeZone(subject)
      return context.json(seriesToJson(subject.name, { timeZone, period, points }), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/forecast',
      tags: ['costs'],
      summary: 'What the month of a subject will have cost',
      request: { query: z.object({ subject: z.string().optional() }) },
      responses: {
        200: jsonAnswer('The forecast', forecastForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const subject = visibleSubject(context.get('caller'), context.req.valid('query').subject)
      const forecast = await readForecast(autointel, subject, now())
      return context.json(forecastToJson(subject.name, await ledger.timeZone(subject), forecast), 200)
    },
  )
}
