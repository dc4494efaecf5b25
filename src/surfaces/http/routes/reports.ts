import { createRoute, z } from '@hono/zod-openapi'
import { bookedSubject, botSubject, userSubject } from '../../../ledger/subject.ts'
import { reportDates } from '../../../report/asked-dates.ts'
import { dimensions } from '../../../report/dimensions.ts'
import { localDate, mostDays } from '../../../report/period-range.ts'
import { readUseRows, useRowKinds } from '../../../report/read-use-rows.ts'
import { rangeOfDates } from '../../../report/report-periods.ts'
import { useTableForm, useTableToJson } from '../../../wire/use-table.ts'
import { jsonAnswer, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import { visibleTenant } from '../security/visible.ts'
import { reportQuery } from './costs.ts'

const query = reportQuery.extend({
  kind: z.enum(useRowKinds).default('summary'),
  by: z.enum(dimensions).optional(),
  since: z.iso.date().optional(),
  until: z.iso.date().optional(),
  days: z.coerce.number().int().min(1).max(mostDays).optional(),
})

/** The rows of the command line's `report`. */
export function addReportRoute(app: HttpApp, { autointel }: HttpParts): void {
  const { ledger, now } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/report',
      tags: ['costs'],
      summary: 'A row for each day, week, month, run or conversation, or for all, split by what is named',
      request: { query },
      responses: {
        200: jsonAnswer('The rows', useTableForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const { kind, by, tenant: asked, user, ...days } = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), asked)
      const timeZone = await ledger.timeZone(subjectOf(tenant, user))
      const dates = reportDates(kind, days, localDate(now(), timeZone).toString())
      if (dates.kind !== 'dates')
        throw new ProblemError({
          status: 400,
          code: 'invalid_range',
          detail: 'Expected since not to be after until, and no more days than a report may have.',
        })
      const range = rangeOfDates(dates.first, dates.last, timeZone)
      const table = await readUseRows(ledger, { kind, range, timeZone, by, tenant, user })
      return context.json(useTableToJson(table), 200)
    },
  )
}

function subjectOf(tenant: string | undefined, user: string | undefined) {
  if (user !== undefined) return userSubject(user)
  return tenant === undefined ? botSubject : bookedSubject(tenant)
}
