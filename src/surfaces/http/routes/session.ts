import { createRoute, z } from '@hono/zod-openapi'
import {
  jsonAnswer,
  jsonBody,
  notAllowed,
  problemsOfAll,
  unwantedBody,
  usualProblems,
  wrongBody,
} from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import type { Caller } from '../security/caller.ts'
import { callerWith, known } from '../security/guards.ts'
import { limitBodies } from '../security/limited-body.ts'
import { beginSession, endSession } from '../security/session-cookie.ts'

const tokenForm = z.strictObject({ token: z.string().min(1).max(500) })
const sessionForm = z.strictObject({
  role: z.enum(['operator', 'manager', 'client']),
  /** Whose things are seen; null: everybody's, or those of several. */
  tenant: z.string().nullable(),
  /** Of a manager: the servers that they manage. */
  tenants: z.array(z.string()).optional(),
})
const longestTokenBytes = 4_096

/** Logging in with a browser: with a token once, with a cookie that no script reads from then on. */
export function addSessionRoutes(app: HttpApp, parts: HttpParts): void {
  app.use('/api/session', async (context, next) =>
    context.req.method === 'GET'
      ? known(parts)(context, next)
      : limitBodies(longestTokenBytes)(context, next),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/session',
      tags: ['session'],
      summary: 'As whom one is seen',
      responses: { 200: jsonAnswer('The session', sessionForm), ...usualProblems },
    }),
    (context) => context.json(sessionOf(context.get('caller')), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      tags: ['session'],
      summary: 'Logs in with HTTP_TOKEN or a client key: sets a cookie',
      request: { body: jsonBody(tokenForm) },
      responses: {
        200: jsonAnswer('The session', sessionForm),
        ...wrongBody,
        ...notAllowed,
        ...problemsOfAll,
        401: usualProblems[401],
        429: usualProblems[429],
      },
    }),
    async (context) => {
      const { token } = context.req.valid('json')
      context.set('caller', await callerWith({ authorization: `Bearer ${token}` }, context, parts))
      beginSession(context, context.get('caller'), parts)
      return context.json(sessionOf(context.get('caller')), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/session',
      tags: ['session'],
      summary: 'Logs out',
      responses: {
        204: { description: 'The session has ended' },
        ...unwantedBody,
        ...notAllowed,
        ...problemsOfAll,
      },
    }),
    (context) => {
      endSession(context, parts)
      return context.body(null, 204)
    },
  )
}

function sessionOf(caller: Caller): z.output<typeof sessionForm> {
  switch (caller.kind) {
    case 'operator':
      return { role: 'operator', tenant: null }
    case 'manager': {
      const tenants = caller.servers.map(({ tenant }) => tenant)
      const [first] = tenants
      return { role: 'manager', tenant: (tenants.length === 1 && first) || null, tenants }
    }
    case 'key':
      return { role: 'client', tenant: caller.spender.tenant }
    default:
      return caller satisfies never
  }
}
