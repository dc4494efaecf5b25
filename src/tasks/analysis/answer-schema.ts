import { z } from 'zod'
import { entityKinds, tones } from '../../brief/analysis.ts'

const point = z.object({
  text: z.string().describe('One sentence in your own words.'),
  quote: z.string().describe('The passage that says so, copied from the source to the letter.'),
})

/** The form of a model's answer. No optional fields and no bounds, which strict structured output does not know. */
export const answerSchema = z.object({
  title: z.string().describe('What the source is about, in at most twelve words.'),
  summary: z.string(),
  key_points: z.array(point),
  entities: z.array(z.object({ name: z.string(), kind: z.enum(entityKinds) })),
  topics: z.array(z.string()).describe('At most eight, a few words each.'),
  tone: z.enum(tones),
  claims: z.array(point).describe('Statements of fact that could be checked against other sources.'),
})

export type AnalysisAnswer = z.output<typeof answerSchema>
