import type { Claim, Entity } from '../brief/analysis.ts'
import type { Audience } from '../brief/audience.ts'
import type { Passage } from '../text/cutting.ts'
import type { ReadText } from './source-identity.ts'

/** A source that was read, with what was found out about it. */
export interface KnowledgeDocument {
  /** Unique among all tenants. */
  readonly id: string
  readonly tenant: string
  /** Who may see anything of it. */
  readonly audience: Audience
  readonly workflow: string
  readonly url?: string | undefined
  /** The address by which the source is known again, see `sourceAddress`; undefined for a text from nowhere. */
  readonly address?: string | undefined
  readonly title: string
  readonly summary: string
  /** BCP 47 tag, `und` when unknown. */
  readonly language: string
  readonly text: string
  readonly rememberedAtMs: number
  readonly entities: readonly Entity[]
  readonly claims?: readonly Claim[] | undefined
  /** Parts of `text`, in its order: see `cutPassages`. */
  readonly passages: readonly Passage[]
  readonly embeddings?: PassageEmbeddings | undefined
  /** By what the text is known again, where somebody has computed it already: of a long text that takes its time. */
  readonly read?: ReadText | undefined
}

/** A vector for each passage, in order, all of as many dimensions as the first. */
export interface PassageEmbeddings {
  /** Vectors are compared with those of the same model and as many dimensions only. */
  readonly model: string
  readonly vectors: readonly Float32Array[]
}

/** The vector of what is looked for. */
export interface QueryEmbedding {
  readonly model: string
  readonly vector: Float32Array
}

/** A remembered document without its text. */
export interface RememberedDocument {
  readonly id: string
  readonly workflow: string
  readonly url: string | undefined
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly rememberedAtMs: number
  /** Most mentioned first. */
  readonly entities: readonly Entity[]
  readonly claims: readonly Claim[]
}
