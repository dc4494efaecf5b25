import type { z } from 'zod'
import type { ModelId } from '../pricing/model-id.ts'
import type { AnswerJournal } from './answer-journal.ts'

/** A picture as models take it. */
export interface ShownPicture {
  readonly bytes: Uint8Array
  /** MIME type, such as `image/jpeg`. */
  readonly mediaType: string
}

/** A question to a model whose answer must have a form. */
export interface StructuredQuestion<T> {
  /** Models to ask, dearest first; the first that can be paid for answers. */
  readonly ladder: readonly ModelId[]
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly prompt: string
  /** Shown behind the prompt, in order: only to models that take pictures. */
  readonly pictures?: readonly ShownPicture[] | undefined
  readonly maxOutputTokens: number
  /** See `MeteringOptions`. */
  readonly leastOutputTokens: number
  /** See `MeteringOptions`. */
  readonly usualOutputTokens?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Where its answers are kept. Without one it is asked whatever has been asked before. */
  readonly journal?: AnswerJournal | undefined
  /** Of a second look at the same: whether its answer changes nothing, which the books are to know. */
  readonly changesNothing?: ((answer: T) => boolean) | undefined
}

export interface StructuredAnswer<T> {
  readonly answer: T
  readonly model: ModelId
}
