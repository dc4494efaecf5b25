import type { Hono } from 'hono'
import { formatModelId, localProvider } from '../../../pricing/model-id.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { known } from '../security/guards.ts'

/** The models that the operator has set, in OpenAI's form of such a list: what clients offer for choice. Others can be named too. */
export function addModelsRoute(app: Hono<HttpEnvironment>, parts: HttpParts): void {
  const { models, taskModels, embeddingModel } = parts.autointel.config
  const all = [...models, ...Object.values(taskModels).flat(), ...(embeddingModel ? [embeddingModel] : [])]
  const names = new Set(all.filter(({ provider }) => provider !== localProvider).map(formatModelId))
  const data = [...names].map((id) => ({ id, object: 'model', created: 0, owned_by: id.split(':')[0] }))
  app.get('/models', known(parts), (context) => context.json({ object: 'list', data }))
}
