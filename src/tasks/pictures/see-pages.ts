import type { MissingReason } from '../../brief/note.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import { UnusableAnswerError } from '../../llm/unusable-answer-error.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import type { PageViews } from '../../sources/views/page-view.ts'
import { standInReason } from '../stand-in-reason.ts'
import type { TaskContext } from '../task.ts'
import { copiedPage, copyingInstructions, copyingPrompt } from './copying-prompt.ts'

/** A page of a newspaper. */
const maxOutputTokens = 8_000
/** Until the ledger knows better. */
const usualOutputTokens = 2_500
const leastOutputTokens = 500

/** What models have read of pages. */
export interface SeenPages {
  /** By the numbers of the pages. */
  readonly texts: ReadonlyMap<number, string>
  /** What the first page was not read for. */
  readonly failure?: { readonly error: unknown; readonly why: MissingReason } | undefined
}

/**
 * Has a model read pages, one after another, each held and booked by itself. What would keep the next from being read too ends it; a page
 * without a usable answer is left out.
 */
export async function seePages(
  { pages, of }: PageViews,
  context: TaskContext,
  { models, ladder }: { readonly models: LanguageModels; readonly ladder: readonly ModelId[] },
): Promise<SeenPages> {
  const texts = new Map<number, string>()
  let failure: SeenPages['failure']
  for (const [index, page] of pages.entries()) {
    const values = { page: index + 1, of: pages.length }
    context.progress(index / pages.length, { code: 'reading_pictures', values })
    try {
      const { answer } = await models.ask({
        ladder,
        schema: copiedPage,
        instructions: copyingInstructions,
        prompt: copyingPrompt(page, of),
        pictures: page.pictures,
        maxOutputTokens,
        leastOutputTokens,
        usualOutputTokens,
        signal: context.signal,
        journal: context.answers,
      })
      texts.set(page.number, answer.text)
    } catch (error) {
      failure ??= { error, why: standInReason(error, context) }
      if (!(error instanceof UnusableAnswerError)) break
    }
  }
  return { texts, failure }
}
