import { createRoute, z } from '@hono/zod-openapi'
import { parseSubject } from '../../../ledger/subject.ts'
import { jsonAnswer, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { mayName } from '../security/visible.ts'

const mostSubjects = 50
const query = z.object({
  /** Separated by commas. */
  subjects: z
    .string()
    .max(5_000)
    .default('')
    .transform((names) => names.split(',').filter(Boolean))
    .pipe(z.array(z.string()).max(mostSubjects)),
})
const namesForm = z.strictObject({ names: z.record(z.string(), z.string()) })

/** What servers and members are called, of whom the books have ids alone. */
export function addNamesRoute(app: HttpApp, { discordNames }: HttpParts): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/names',
      tags: ['names'],
      summary: 'What servers and members are called on Discord, those that the bot can see',
      request: { query },
      responses: { 200: jsonAnswer('Names by subject', namesForm), ...wrongRequest, ...usualProblems },
    }),
    async (context) => {
      const caller = context.get('caller')
      const asked = context.req.valid('query').subjects.flatMap((name) => parseSubject(name) ?? [])
      const found = await Promise.all(
        asked
          .filter((subject) => mayName(caller, subject))
          .map(async (subject) => [subject.name, await discordNames?.of(subject)] as const),
      )
      const names = Object.fromEntries(found.filter(([, name]) => name !== undefined))
      return context.json({ names }, 200)
    },
  )
}
