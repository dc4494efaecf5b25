import { z } from 'zod'
import type { Autointel } from '../../src/app/open-autointel.ts'
import { refusalIn } from '../../src/budget/budget-refused-error.ts'
import { runTask, trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { LanguageModels } from '../../src/llm/language-models.ts'
import { failureOf } from '../../src/orchestrator/workflow-failure.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { costOf } from '../../src/report/track-cost.ts'
import type { PlantedText } from '../../test/analyst/planted-texts.ts'
import { evaluationTenant } from './evaluation-tenant.ts'
import type { ToldOf } from './told-text.ts'

const point = { text: z.string(), quote: z.string() }

const oneShotSchema = z.object({
  summary: z.string(),
  key_points: z.array(z.object(point)),
  claims: z.array(z.object({ ...point, doubtful: z.boolean() })),
})

const prompt =
  'Summarise this text in a few sentences, with its five most important points and the five most important claims that it makes, in the ' +
  'language of the text. Give for each a word-for-word quote, and say which claims are doubtful or false.'

/**
 * What a model makes of a text that it is asked about once, plainly, without memory and without a check; held and booked like every call.
 * Undefined where there was no money for it, or no answer that can be read.
 */
export async function tellAtOnce(
  { text, name }: PlantedText,
  model: ModelId,
  { models, ledger, config }: Pick<Autointel, 'models' | 'ledger' | 'config'>,
): Promise<Omit<ToldOf, 'text'>> {
  const id = `one_shot_${name}`
  const { totalNanoUsd } = config.depthTiers.standard
  const attribution = { tenant: evaluationTenant, workflow: id }
  const said = await trackRequestBudget({ id, totalNanoUsd, attribution }, () =>
    runTask('analysis', () => ask(text, model, models)),
  )
  return { ...said, costNanoUsd: costOf(await ledger.entriesOf(id)) }
}

async function ask(
  text: string,
  model: ModelId,
  models: LanguageModels,
): Promise<Pick<ToldOf, 'told' | 'missing'>> {
  try {
    const { answer } = await models.ask({
      ladder: [model],
      schema: oneShotSchema,
      instructions: 'Answer only with what the schema asks for.',
      prompt: `${prompt}\n\n${text}`,
      maxOutputTokens: 8_000,
      leastOutputTokens: 500,
    })
    const claims = answer.claims.map(({ doubtful, ...claim }) => ({ ...claim, isDoubted: doubtful }))
    return { told: { summary: answer.summary, points: answer.key_points, claims } }
  } catch (error) {
    if (refusalIn(error)) return { told: undefined, missing: 'budget' }
    const { code } = failureOf(error, undefined)
    if (code === 'unexpected') throw error
    return { told: undefined, missing: code }
  }
}
