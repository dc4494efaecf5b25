import { z } from 'zod'
import { type Note, noteSchema } from './note.ts'

/** What a text was found to say. Every quote is a verbatim substring of the text it was taken from. */
export interface TextAnalysis {
  readonly title: string
  /** A few sentences. */
  readonly summary: string
  readonly keyPoints: readonly KeyPoint[]
  readonly entities: readonly Entity[]
  readonly topics: readonly string[]
  readonly tone: Tone
  /** Statements that could be checked against evidence. */
  readonly claims: readonly Claim[]
  /** BCP 47 tag of the language the text is written in, `und` when it cannot be told. */
  readonly language: string
  /** What could not be done and why. */
  readonly notes: readonly Note[]
  /** Of several sources what they say beside one another. */
  readonly comparison?: Comparison
  /** Of several sources what each of them is about. */
  readonly parts?: readonly SourceSummary[]
}

interface SourceSummary {
  /** Counted from 0. */
  readonly source: number
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly entities: readonly Entity[]
}

/** Where several sources speak of the same. */
export interface Comparison {
  readonly agreements: readonly ComparedPoint[]
  readonly contradictions: readonly ComparedPoint[]
}

/** What two or more sources say of one thing, each in its own words. */
export interface ComparedPoint {
  readonly text: string
  readonly said: readonly SourceQuote[]
}

export interface SourceQuote {
  /** Counted from 0. */
  readonly source: number
  readonly quote: string
}

/** When and where something is said. */
export interface Said {
  /** In seconds from the beginning; undefined where the source has no times. */
  readonly atSeconds?: number | undefined
  /** Of several sources the one that says it, counted from 0. */
  readonly source?: number | undefined
}

export interface KeyPoint extends Said {
  readonly text: string
  readonly quote: string
}

export interface Claim extends Said {
  readonly text: string
  readonly quote: string
}

export interface Entity {
  readonly name: string
  readonly kind: EntityKind
  /** How often it is mentioned, 1 or more. */
  readonly mentions: number
}

export const entityKinds = ['person', 'organization', 'place', 'date', 'amount', 'work', 'other'] as const
export type EntityKind = (typeof entityKinds)[number]

export const tones = ['positive', 'neutral', 'negative', 'mixed'] as const
export type Tone = (typeof tones)[number]

/** A key point or claim as it was stored. */
export const pointSchema = z.object({
  text: z.string(),
  quote: z.string(),
  atSeconds: z.number().optional(),
  source: z.int().nonnegative().optional(),
})

const comparedPoint = z.object({
  text: z.string(),
  said: z.array(z.object({ source: z.int().nonnegative(), quote: z.string() })),
})

/** A comparison as it was stored. */
const comparisonSchema: z.ZodType<Comparison> = z.object({
  agreements: z.array(comparedPoint),
  contradictions: z.array(comparedPoint),
})

/** A name as it was stored. */
export const entitySchema = z.object({
  name: z.string(),
  kind: z.enum(entityKinds),
  mentions: z.int().min(1),
})

/** An analysis as it was stored. */
export const textAnalysisSchema: z.ZodType<TextAnalysis> = z.object({
  title: z.string(),
  summary: z.string(),
  keyPoints: z.array(pointSchema),
  entities: z.array(entitySchema),
  topics: z.array(z.string()),
  tone: z.enum(tones),
  claims: z.array(pointSchema),
  language: z.string(),
  notes: z.array(noteSchema),
  comparison: comparisonSchema.exactOptional(),
  parts: z
    .array(
      z.object({
        source: z.int().nonnegative(),
        title: z.string(),
        summary: z.string(),
        language: z.string(),
        entities: z.array(entitySchema),
      }),
    )
    .exactOptional(),
})

/** How much is wanted of an analysis: deeper depths want more. */
export interface AnalysisExtent {
  readonly maxKeyPoints: number
  readonly maxClaims: number
  readonly maxSummarySentences: number
}
