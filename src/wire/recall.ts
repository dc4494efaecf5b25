import { z } from 'zod'
import { isFound } from '../brief/answer.ts'
import type { AnsweredQuestion } from '../orchestrator/questions.ts'
import { trackCostForm, trackCostToJson } from './track-cost.ts'

/** An answer from what was read. */
export const recallForm = z.strictObject({
  /** Says so where nothing was found. */
  answer: z.string(),
  /** Best first, word for word; none where nothing was found. */
  quotes: z.array(z.strictObject({ text: z.string(), title: z.string(), url: z.string().nullable() })),
  found: z.boolean(),
  /** `model`: its words; `quotes`: the best quote itself. */
  answered_by: z.enum(['model', 'quotes']),
  /** How what was read was looked for. */
  searched_by: z.array(z.enum(['words', 'meaning'])),
  cost: trackCostForm,
  /** What could not be done and why, a sentence each. */
  notes: z.array(z.string()),
})
export type RecallJson = z.input<typeof recallForm>

/**
 * @param words of the surface: of the answer where nothing was found, and of the notes
 */
export function recallToJson(
  { answer, cost }: AnsweredQuestion,
  words: { readonly nothing: string; readonly notes: readonly string[] },
): RecallJson {
  return {
    answer: isFound(answer) ? answer.text : words.nothing,
    quotes: answer.quotes.map(({ text, title, url }) => ({ text, title, url: url ?? null })),
    found: isFound(answer),
    answered_by: answer.by,
    searched_by: answer.isByMeaning ? ['words', 'meaning'] : ['words'],
    cost: trackCostToJson(cost),
    notes: [...words.notes],
  }
}
