import { createRoute, z } from '@hono/zod-openapi'
import { botSubject } from '../../../ledger/subject.ts'
import type { TimeRange } from '../../../ledger/summary.ts'
import { localDate } from '../../../report/period-range.ts'
import { readAnomalies } from '../../../report/read-anomalies.ts'
import { anomaliesForm, anomaliesToJson } from '../../../wire/anomalies.ts'
import { jsonAnswer, notAllowed, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import { requireOperator } from '../security/visible.ts'

const usualDays = 30
/** Each day is held against months before it. */
const mostDays = 366
const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional()
const query = z.object({ from: day, to: day })

/** What stands out in the spend of everybody. */
export function addAnomaliesRoute(app: HttpApp, { autointel }: HttpParts): void {
  const { ledger, now } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/anomalies',
      tags: ['costs'],
      summary: 'What stands out in the spend, from one day to another, both included',
      request: { query },
      responses: {
        200: jsonAnswer('The anomalies', anomaliesForm),
        ...wrongRequest,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      requireOperator(context.get('caller'))
      const timeZone = await ledger.timeZone(botSubject)
      const range = rangeOf(context.req.valid('query'), now(), timeZone)
      return context.json(anomaliesToJson(await readAnomalies(autointel, range, now())), 200)
    },
  )
}

/** @throws {ProblemError} */
function rangeOf({ from, to }: z.output<typeof query>, nowMs: number, timeZone: string): TimeRange {
  const last = dateOf(to, timeZone) ?? localDate(nowMs, timeZone)
  const first = dateOf(from, timeZone) ?? last.subtract({ days: usualDays - 1 })
  const days = first.until(last).days + 1
  if (days < 1 || days > mostDays)
    throw new ProblemError({
      status: 400,
      code: 'invalid_range',
      detail: `Expected from not to be after to, and at most ${mostDays} days.`,
    })
  return {
    fromMs: first.toZonedDateTime(timeZone).epochMilliseconds,
    toMs: last.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  }
}

function dateOf(given: string | undefined, timeZone: string): Temporal.PlainDate | undefined {
  if (given === undefined) return undefined
  return given.includes('T') ? localDate(Date.parse(given), timeZone) : Temporal.PlainDate.from(given)
}
