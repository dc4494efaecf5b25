import { z } from 'zod'
import {
  type ComparedPoint,
  type Comparison,
  entitySchema,
  pointSchema,
  type Said,
  tones,
} from '../brief/analysis.ts'
import { type Brief, relatedReasonSchema } from '../brief/brief.ts'
import { verifiedClaimSchema } from '../brief/verdict.ts'
import type { SourceCard } from '../orchestrator/source-card.ts'
import { sourceSaying } from '../orchestrator/source-card.ts'

/** Seconds from the beginning of sound, film or captions; left out where the source has no times. */
const at_seconds = z.number().nonnegative().optional()

/** The address of the source that says it; left out where there is but one. */
const said_by = z.string().optional()

const compared = z.strictObject({
  text: z.string(),
  said: z.array(z.strictObject({ source: z.string(), quote: z.string() })),
})

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
  key_points: z.array(pointSchema.omit({ atSeconds: true }).extend({ at_seconds, source: said_by })),
  entities: z.array(entitySchema),
  topics: z.array(z.string()),
  tone: z.enum(tones),
  claims: z.array(verifiedClaimSchema.omit({ atSeconds: true }).extend({ at_seconds, source: said_by })),
  related: z.array(related),
  /** Of several sources what they agree and disagree on. */
  comparison: z.strictObject({ agreements: z.array(compared), contradictions: z.array(compared) }).optional(),
})

/** The values of a brief's form. */
export function briefValues(brief: Brief, source?: SourceCard): z.output<typeof briefForm> {
  const { title, summary, keyPoints, entities, topics, tone, claims, comparison } = brief
  return {
    title,
    summary,
    key_points: keyPoints.map((point) => pointValues(point, source)),
    entities: [...entities],
    topics: [...topics],
    tone,
    claims: claims.map((claim) => pointValues(claim, source)),
    related: brief.related.map(({ title, url, summary, workflow, reason }) => ({
      title,
      url: url ?? null,
      summary,
      workflow,
      reason,
    })),
    ...(comparison && { comparison: comparisonValues(comparison, source) }),
  }
}

function pointValues<Point extends Said>(said: Point, card: SourceCard | undefined) {
  const { atSeconds, source, ...point } = said
  return {
    ...point,
    ...(atSeconds !== undefined && { at_seconds: atSeconds }),
    ...(source !== undefined && { source: addressOf(source, card) }),
  }
}

function comparisonValues({ agreements, contradictions }: Comparison, card: SourceCard | undefined) {
  const values = ({ text, said }: ComparedPoint) => ({
    text,
    said: said.map(({ source, quote }) => ({ source: addressOf(source, card), quote })),
  })
  return { agreements: agreements.map(values), contradictions: contradictions.map(values) }
}

function addressOf(source: number, card: SourceCard | undefined): string {
  const found = sourceSaying({ source }, card)
  return found?.url ?? found?.location ?? ''
}
