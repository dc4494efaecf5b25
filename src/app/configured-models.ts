import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { Config } from './config.ts'

/** Every model that the settings name, once. */
export function configuredModels({
  models,
  taskModels,
  embeddingModel,
  visionModels,
  transcriptionModel,
}: Pick<
  Config,
  'models' | 'taskModels' | 'embeddingModel' | 'visionModels' | 'transcriptionModel'
>): readonly ModelId[] {
  const all = [
    ...models,
    ...Object.values(taskModels).flat(),
    ...visionModels,
    embeddingModel,
    transcriptionModel,
  ]
  const named = all.filter((model) => model !== undefined)
  return [...new Map(named.map((model) => [formatModelId(model), model])).values()]
}
