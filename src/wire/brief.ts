import { z } from 'zod'
import { entitySchema, pointSchema, type Said, tones } from '../brief/analysis.ts'
import { type Brief, relatedReasonSchema } from '../brief/brief.ts'
import { verifiedClaimSchema } from '../brief/verdict.ts'

/** Seconds from the beginning of sound, film or captions; left out where the source has no times. */
const at_seconds = z.number().nonnegative().optional()

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
  key_points: z.array(pointSchema.omit({ atSeconds: true }).extend({ at_seconds })),
  entities: z.array(entitySchema),
  topics: z.array(z.string()),
  tone: z.enum(tones),
  claims: z.array(verifiedClaimSchema.omit({ atSeconds: true }).extend({ at_seconds })),
  related: z.array(related),
})

/** The values of a brief's form. */
export function briefValues(brief: Brief): z.output<typeof briefForm> {
  const { title, summary, keyPoints, entities, topics, tone, claims } = brief
  return {
    title,
    summary,
    key_points: keyPoints.map(withSeconds),
    entities: [...entities],
    topics: [...topics],
    tone,
    claims: claims.map(withSeconds),
    related: brief.related.map(({ title, url, summary, workflow, reason }) => ({
      title,
      url: url ?? null,
      summary,
      workflow,
      reason,
    })),
  }
}

function withSeconds<Point extends Said>({ atSeconds, ...point }: Point) {
  return { ...point, ...(atSeconds !== undefined && { at_seconds: atSeconds }) }
}
