import { createRoute, z } from '@hono/zod-openapi'
import type { Autointel } from '../../../app/open-autointel.ts'
import { reportDates } from '../../../report/asked-dates.ts'
import { dimensions } from '../../../report/dimensions.ts'
import { localDate, mostDays } from '../../../report/period-range.ts'
import { subjectOfFilter } from '../../../report/read-cost-report.ts'
import { readUseRows, type UseTable, useRowKinds } from '../../../report/read-use-rows.ts'
import { rangeOfDates } from '../../../report/report-periods.ts'
import { useTableForm, useTableToJson } from '../../../wire/use-table.ts'
import { jsonAnswer, jsonText, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
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
export function addReportRoute(app: HttpApp, { autointel, books }: HttpParts): void {
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
      const asked = context.req.valid('query')
      const tenant = visibleTenant(context.get('caller'), asked.tenant)
      const read = async () =>
        JSON.stringify(useTableToJson(await readTable({ ...asked, tenant }, autointel)))
      return jsonText(await books.of(`report ${JSON.stringify([asked, tenant])}`, read))
    },
  )
}

/** @throws {ProblemError} for days that no report has. */
async function readTable(
  { kind, by, tenant, user, ...days }: z.output<typeof query>,
  { ledger, now }: Pick<Autointel, 'ledger' | 'now'>,
): Promise<UseTable> {
  const timeZone = await ledger.timeZone(subjectOfFilter({ tenant, user }))
  const dates = reportDates(kind, days, localDate(now(), timeZone).toString())
  if (dates.kind !== 'dates')
    throw new ProblemError({
      status: 400,
      code: 'invalid_range',
      detail: 'Expected since not to be after until, and no more days than a report may have.',
    })
  const range = rangeOfDates(dates.first, dates.last, timeZone)
  return readUseRows(ledger, { kind, range, timeZone, by, tenant, user })
}
