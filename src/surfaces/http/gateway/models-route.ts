import { type Context, Hono } from 'hono'
import { formatModelId, localProvider, type ModelId } from '../../../pricing/model-id.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { ProblemError } from '../problem.ts'
import { known } from '../security/guards.ts'

/** Anthropic's clients name the version of its API in every request, and its forms are others than OpenAI's. */
export function isAnthropics({ req }: Context<HttpEnvironment>): boolean {
  return req.header('anthropic-version') !== undefined
}

/** The models that the operator has set, in the form of whoever asks: what clients offer for choice. Others can be named too. */
export function modelsRoutes(parts: HttpParts): Hono<HttpEnvironment> {
  const { models, taskModels, embeddingModel } = parts.autointel.config
  const all = [...models, ...Object.values(taskModels).flat(), ...(embeddingModel ? [embeddingModel] : [])]
  const named = new Map(all.map((model) => [formatModelId(model), model]))
  const offered = [...named.values()].filter(({ provider }) => provider !== localProvider)
  const app = new Hono<HttpEnvironment>()
  app.use('/models/*', known(parts))
  app.get('/models', (context) => {
    if (!isAnthropics(context)) return context.json({ object: 'list', data: offered.map(openAiForm) })
    const data = offered.filter(({ provider }) => provider === 'anthropic').map(anthropicForm)
    const [first, last] = [data[0]?.id ?? null, data.at(-1)?.id ?? null]
    return context.json({ data, has_more: false, first_id: first, last_id: last })
  })
  app.get('/models/:id{.+}', (context) => {
    const id = context.req.param('id')
    const found = offered.find((model) => formatModelId(model) === id || model.model === id)
    if (!found)
      throw new ProblemError({
        status: 404,
        code: 'model_not_found',
        detail: `The operator has not set the model ${id}. It can be asked for all the same where its provider is set.`,
      })
    return context.json((isAnthropics(context) ? anthropicForm : openAiForm)(found))
  })
  return app
}

/** https://platform.openai.com/docs/api-reference/models/object (2026-11) */
function openAiForm(model: ModelId) {
  return { id: formatModelId(model), object: 'model', created: 0, owned_by: model.provider }
}

/** https://platform.claude.com/docs/en/api/models-list (2026-11) */
function anthropicForm({ model }: ModelId) {
  return { type: 'model', id: model, display_name: model, created_at: new Date(0).toISOString() }
}
