import { createRoute, z } from '@hono/zod-openapi'
import { LedgerError } from '../../../ledger/ledger-error.ts'
import { botSubject } from '../../../ledger/subject.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { problemAnswer, problemResponse } from '../problem.ts'

const healthy = {
  description: 'It is.',
  content: { 'application/json': { schema: z.strictObject({ status: z.literal('ok') }) } },
}
const stopping = problemAnswer('It shuts down, or its books cannot be read.')

/** For whoever watches the process: whether it lives, and whether it can do its work. */
export function addHealthRoutes(app: HttpApp, { autointel }: HttpParts): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/healthz',
      tags: ['health'],
      security: [],
      responses: { 200: healthy, 503: stopping },
    }),
    (context) => context.json({ status: 'ok' as const }, 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/readyz',
      tags: ['health'],
      security: [],
      responses: { 200: healthy, 503: stopping },
    }),
    async (context) => {
      try {
        await autointel.ledger.budgetStatus(botSubject, autointel.now())
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error
        return problemResponse({ status: 503, code: 'books', detail: 'The books cannot be read.' }) as never
      }
      return context.json({ status: 'ok' as const }, 200)
    },
  )
}
