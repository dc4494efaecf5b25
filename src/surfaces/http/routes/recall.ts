import { createRoute, z } from '@hono/zod-openapi'
import type { Audience } from '../../../brief/audience.ts'
import { isTenantName } from '../../../ledger/subject.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { noteText } from '../../../locales/note-text.ts'
import { failureOf } from '../../../orchestrator/workflow-failure.ts'
import { recallForm, recallToJson } from '../../../wire/recall.ts'
import { jsonAnswer, jsonBody, notAllowed, usualProblems, wrongBody } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { userOf, visibleTenant } from '../security/visible.ts'

const english = textsOf('en')
const operatorTenant = 'web'
const questionForm = z.strictObject({
  question: z
    .string()
    .max(2_000)
    .refine((text) => /[\p{L}\p{N}]/u.test(text), 'expected a question, in words'),
  tenant: z.string().refine(isTenantName, 'expected a tenant, such as guild_123 or app_shop').optional(),
})

/** Answers from what was read. */
export function addRecallRoute(app: HttpApp, { autointel, log }: HttpParts): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/recall',
      tags: ['recall'],
      summary: 'Answers a question from what was read, with quotes',
      request: { body: jsonBody(questionForm) },
      responses: { 200: jsonAnswer('The answer', recallForm), ...wrongBody, ...notAllowed, ...usualProblems },
    }),
    async (context) => {
      const texts = textsFor(context)
      const { question, tenant: asked } = context.req.valid('json')
      const caller = context.get('caller')
      const tenant = visibleTenant(caller, asked) ?? operatorTenant
      const user = userOf(caller)
      const audience: Audience =
        user === undefined ? { visibility: 'server' } : { visibility: 'member', user }
      const trouble = (error: unknown) =>
        log.warn({ says: failureText(failureOf(error, undefined), english).says }, 'a question had trouble')
      const answered = await autointel.questions.ask({ question, tenant, user, audience }, { trouble })
      const notes = answered.answer.notes.map((note) => noteText(note, texts))
      return context.json(recallToJson(answered, { nothing: texts.t('answer.nothing'), notes }), 200)
    },
  )
}
