import { createRoute, z } from '@hono/zod-openapi'
import { configuredModels } from '../../../app/configured-models.ts'
import { priceOf } from '../../../locales/model-price.ts'
import { ownPriceText } from '../../../locales/price-words.ts'
import { parseModelId } from '../../../pricing/model-id.ts'
import { pricesForm, pricesToJson } from '../../../wire/prices.ts'
import { jsonAnswer, usualProblems, wrongRequest } from '../answers.ts'
import type { HttpApp, HttpParts } from '../http-context.ts'
import { textsFor } from '../language.ts'
import { ProblemError } from '../problem.ts'

const dayMs = 86_400_000

/** What models cost, and where their prices come from. */
export function addPriceRoute(app: HttpApp, { autointel }: HttpParts): void {
  const { catalogue, config } = autointel
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/prices',
      tags: ['prices'],
      summary: 'What the configured models cost, or the one that is named',
      request: { query: z.object({ model: z.string().max(200).optional() }) },
      responses: { 200: jsonAnswer('The prices', pricesForm), ...wrongRequest, ...usualProblems },
    }),
    (context) => {
      const { model } = context.req.valid('query')
      const texts = textsFor(context)
      const models = model === undefined ? configuredModels(config) : [modelOf(model)]
      const told = {
        version: catalogue.version,
        ageDays: Math.floor(catalogue.ageMs() / dayMs),
        models: models.map((named) => priceOf(named, catalogue, texts)),
        warnings: catalogue
          .ownPriceWarnings(configuredModels(config))
          .map((warning) => ownPriceText(warning, texts)),
      }
      return context.json(pricesToJson(told), 200)
    },
  )
}

/** @throws {ProblemError} */
function modelOf(name: string) {
  const model = parseModelId(name)
  if (model) return model
  throw new ProblemError({
    status: 400,
    code: 'invalid_model',
    detail: 'model: expected a provider and a model, such as openai:gpt-5-mini.',
  })
}
