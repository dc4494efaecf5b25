import { wrapLanguageModel } from 'ai'
import { z } from 'zod'
import type { EvidencePassage, EvidenceSearch } from '../../knowledge/evidence-search.ts'
import { stepKey } from '../../ledger/journal.ts'
import { formatModelId, type ModelId } from '../../pricing/model-id.ts'
import type { AnswerJournal } from '../answer-journal.ts'
import type { CountTokens } from '../count-tokens.ts'
import type { Meter } from '../meter.ts'
import { meteringMiddleware } from '../metering-middleware.ts'
import { onLadder } from '../model-ladder.ts'
import type { ModelProviders } from '../model-providers.ts'
import { citedPages } from './cited-pages.ts'
import { searchOfferOf } from './search-offer.ts'

export interface ModelSearchDependencies {
  readonly providers: ModelProviders
  readonly meter: Meter
  readonly timeoutMs: number
  readonly countTokens?: CountTokens | undefined
}

const passages: z.ZodType<readonly EvidencePassage[]> = z.array(
  z.object({
    title: z.string(),
    url: z.string(),
    text: z.string(),
    source: z.string(),
    date: z.string().optional(),
  }),
)

const maxOutputTokens = 4_000
const leastOutputTokens = 400

/**
 * Has a model search the web by its provider's own search, in one metered call, whose fees for searches and for reading what was found are
 * held with it.
 *
 * @param models all with a search of their own; the first that can be paid for is asked
 * @param writePrompt what the model is asked, whose answer has a line for each page
 */
export function createModelSearch(
  models: readonly ModelId[],
  writePrompt: (query: string, limit: number) => string,
  answers: AnswerJournal,
  dependencies: ModelSearchDependencies,
): EvidenceSearch {
  return {
    name: 'model',
    async search(query, { limit, signal }) {
      if (limit < 1) return []
      const prompt = writePrompt(query, limit)
      const key = stepKey('search by a model', 1, { models: models.map(formatModelId), prompt })
      const kept = await answers.find(key, passages)
      const found = kept ?? (await onLadder(models, ask))
      return found.slice(0, limit)

      async function ask(model: ModelId): Promise<readonly EvidencePassage[]> {
        const { providers, ...metering } = dependencies
        const offer = searchOfferOf(model)
        if (!offer) throw new RangeError(`${formatModelId(model)} has no search of its own.`)
        const asked = wrapLanguageModel({
          model: providers.searchingModel(model),
          middleware: meteringMiddleware({
            ...metering,
            model,
            maxOutputTokens,
            leastOutputTokens,
            searches: offer,
            keep: (_text, result) => answers.line(key, citedPages(result)),
          }),
        })
        const result = await asked.doGenerate({
          prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
          tools: [offer.tool],
          maxOutputTokens,
          ...(offer.providerOptions && { providerOptions: offer.providerOptions }),
          ...(signal && { abortSignal: signal }),
        })
        return citedPages(result)
      }
    },
  }
}
