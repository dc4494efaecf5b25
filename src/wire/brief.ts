import { z } from 'zod'
import { entitySchema, pointSchema, tones } from '../brief/analysis.ts'
import { type Brief, relatedReasonSchema } from '../brief/brief.ts'
import { verifiedClaimSchema } from '../brief/verdict.ts'

const related = z.strictObject({
  title: z.string(),
  url: z.string().nullable(),
  summary: z.string(),
  workflow: z.string(),
  reason: relatedReasonSchema,
})

/** A brief without the texts that only people need. */
export const briefForm = z.strictObject({
  title: z.string(),
  summary: z.string(),
  key_points: z.array(pointSchema),
  entities: z.array(entitySchema),
  topics: z.array(z.string()),
  tone: z.enum(tones),
  claims: z.array(verifiedClaimSchema),
  related: z.array(related),
})

/** The values of a brief's form. */
export function briefValues(brief: Brief): z.output<typeof briefForm> {
  const { title, summary, keyPoints, entities, topics, tone, claims } = brief
  return {
    title,
    summary,
    key_points: [...keyPoints],
    entities: [...entities],
    topics: [...topics],
    tone,
    claims: [...claims],
    related: brief.related.map(({ title, url, summary, workflow, reason }) => ({
      title,
      url: url ?? null,
      summary,
      workflow,
      reason,
    })),
  }
}
