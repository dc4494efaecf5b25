import { z } from 'zod'
import type { Comparison, Entity, KeyPoint, Tone } from './analysis.ts'
import type { VerifiedClaim } from './verdict.ts'

/** What the member gets. */
export interface Brief {
  readonly title: string
  readonly summary: string
  readonly keyPoints: readonly KeyPoint[]
  readonly entities: readonly Entity[]
  readonly topics: readonly string[]
  readonly tone: Tone
  readonly claims: readonly VerifiedClaim[]
  readonly related: readonly RelatedDocument[]
  /** Of several sources. */
  readonly comparison?: Comparison
}

/** Something read earlier that is about the same. */
export interface RelatedDocument {
  readonly documentId: string
  readonly workflow: string
  readonly title: string
  readonly url: string | undefined
  readonly summary: string
  readonly rememberedAtMs: number
  readonly score: number
  readonly reason: RelatedReason
}

/** A reason as it was stored. */
export const relatedReasonSchema: z.ZodType<RelatedReason> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mentions'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('meaning'), similarity: z.number() }),
  z.object({ kind: z.literal('words') }),
])

/** Why a document is related: it also mentions `names`, most telling first; or it means or says something alike. */
export type RelatedReason =
  | { readonly kind: 'mentions'; readonly names: readonly string[] }
  | { readonly kind: 'meaning'; readonly similarity: number }
  | { readonly kind: 'words' }
