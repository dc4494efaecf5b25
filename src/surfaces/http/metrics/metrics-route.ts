import { createRoute, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { notAllowed, usualProblems } from '../answers.ts'
import type { HttpApp, HttpEnvironment, HttpParts } from '../http-context.ts'
import { known } from '../security/guards.ts'
import { requireOperator } from '../security/visible.ts'

/** How long everything takes that is asked, streams until their answer begins. */
export function measured({ autointel, metrics }: HttpParts): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const beganAtMs = autointel.now()
    await next()
    const { method } = context.req
    // Behind all middleware, whose pattern has a star, stands the route that has answered.
    const pattern = routePath(context, -1)
    const route = pattern.includes('*') ? 'none' : pattern
    metrics.answered({ route, method, status: context.res.status }, (autointel.now() - beganAtMs) / 1_000)
  }
}

/** For Prometheus. */
export function addMetricsRoute(app: HttpApp, parts: HttpParts): void {
  const { registry } = parts.metrics
  app.use('/metrics', known(parts))
  app.openapi(
    createRoute({
      method: 'get',
      path: '/metrics',
      tags: ['health'],
      summary: 'Figures for Prometheus',
      responses: {
        200: { description: 'The figures', content: { 'text/plain': { schema: z.string() } } },
        ...notAllowed,
        ...usualProblems,
      },
    }),
    async (context) => {
      requireOperator(context.get('caller'))
      return context.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
    },
  )
}
