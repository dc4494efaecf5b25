import { createRoute, z } from '@hono/zod-openapi'
import { ProviderCostsError } from '../../../llm/provider-costs/provider-costs-error.ts'
import { billedProviders } from '../../../llm/reconciling/bill.ts'
import { type ReconcileRequest, reconcileBill } from '../../../llm/reconciling/reconcile-bill.ts'
import { errorWords } from '../../../locales/error-words.ts'
import type { Texts } from '../../../locales/texts.ts'
import { reconciliationForm, reconciliationToJson } from '../../../wire/reconciliation.ts'
import { jsonAnswer, jsonBody, notAllowed, usualProblems, wrongBody } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { ProblemError, problemAnswer } from '../problem.ts'
import { requireOperator } from '../security/visible.ts'

const request = z
  .strictObject({
    provider: z.enum(billedProviders),
    /** Days of UTC, both included. */
    from: z.iso.date(),
    to: z.iso.date(),
    /** An export of the bill, instead of what the provider says. */
    csv: z.string().optional(),
    /** Ids of the keys that are ours, where others' calls are on the same bill. */
    keys: z.array(z.string().max(200)).max(100).default([]),
    /** Books what the bill says of calls that the ledger knows by estimate only. */
    correct: z.boolean().default(false),
  })
  .refine(({ from, to }) => from <= to, 'expected from not to be after to')

/** Whose mistake it is that a bill cannot be had. */
const ofTheRequest: ReadonlySet<string> = new Set([
  'no_key',
  'no_endpoint',
  'no_keys_told',
  'currency',
  'file_columns',
  'file_line',
])

/** Holds a bill against the books. */
export function addReconcileRoute(app: HttpApp, { autointel }: HttpParts): void {
  const { catalogue, config } = autointel
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/reconcile',
      tags: ['costs'],
      summary: 'Compares what a provider charged with what the books have, by day and model',
      request: { body: jsonBody(request) },
      responses: {
        200: jsonAnswer('What they differ in', reconciliationForm),
        ...wrongBody,
        ...notAllowed,
        ...usualProblems,
        502: problemAnswer('The provider does not tell its bill, or Discord who asks.'),
      },
    }),
    async (context) => {
      requireOperator(context.get('caller'))
      const { from, to, csv, ...asked } = context.req.valid('json')
      const file = csv === undefined ? undefined : { name: 'csv', text: csv }
      const of: ReconcileRequest = { ...asked, range: { from, to }, csv: file }
      const means = { ...autointel, ...config, knownModels: catalogue.list().keys() }
      try {
        const { reconciliation, corrections } = await reconcileBill(of, means)
        return context.json(reconciliationToJson(of.provider, reconciliation, corrections), 200)
      } catch (error) {
        throw error instanceof ProviderCostsError ? problemOf(error, textsFor(context)) : error
      }
    },
  )
}

function problemOf(error: ProviderCostsError, texts: Texts): ProblemError {
  const words = errorWords(error, texts)
  return new ProblemError({
    status: ofTheRequest.has(error.reason) ? 400 : 502,
    code: error.reason,
    detail: `${words?.says} ${words?.advice}`,
  })
}
