import { createRoute, z } from '@hono/zod-openapi'
import { isTenantName } from '../../../ledger/subject.ts'
import { outsideEventForm, outsideEventOf } from '../../../wire/outside-event.ts'
import { jsonAnswer, jsonBody, notAllowed, usualProblems, wrongBody } from '../answers.ts'
import { eventStream } from '../event-stream.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import type { LiveEvent } from '../live-events.ts'
import { ProblemError, problemAnswer } from '../problem.ts'
import { maySee, visibleTenant } from '../security/visible.ts'

/** The clocks of others may be ahead by so much. */
const mostAheadMs = 5 * 60_000
const eventForm = outsideEventForm.extend({
  tenant: z.string().refine(isTenantName, 'expected a tenant, such as guild_123 or app_shop'),
})
const keptForm = z.strictObject({ id: z.string(), status: z.enum(['booked', 'known']) })

/** What runners elsewhere report, and what happens here. */
export function addEventRoutes(app: HttpApp, parts: HttpParts): void {
  const { autointel } = parts
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/events',
      tags: ['events'],
      summary: 'Books what a runner elsewhere has spent: it counts against every budget and is never refused',
      request: { body: jsonBody(eventForm) },
      responses: {
        201: jsonAnswer('It is booked', keptForm),
        200: jsonAnswer('It was booked before', keptForm),
        409: problemAnswer('The id stands for another event.'),
        ...wrongBody,
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      const caller = context.get('caller')
      const event = outsideEventOf(context.req.valid('json'))
      visibleTenant(caller, event.attribution.tenant)
      if (event.atMs !== undefined && event.atMs > autointel.now() + mostAheadMs)
        throw new ProblemError({
          status: 400,
          code: 'in_the_future',
          detail: 'at: expected a moment that has passed.',
        })
      const reporter = caller.kind === 'key' ? caller.spender.tenant : (caller.discord?.user ?? 'operator')
      const kept = await autointel.outsideSpend.report(event, reporter)
      if (kept === 'other')
        throw new ProblemError({
          status: 409,
          code: 'id_used',
          detail: 'An event with this id and another content has come before.',
        })
      const { id } = event
      return kept === 'new'
        ? context.json({ id, status: 'booked' }, 201)
        : context.json({ id, status: 'known' }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/events',
      tags: ['events'],
      summary: 'What happens, as server-sent events: bookings and the course of runs; Last-Event-ID resumes',
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        ...usualProblems,
      },
    }),
    (context) => {
      const caller = context.get('caller')
      const isFor = ({ tenant }: LiveEvent) => maySee(caller, tenant)
      return eventStream(context, isFor, parts)
    },
  )
}
