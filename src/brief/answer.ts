import type { Note } from './note.ts'

/** A passage as it stands in what was read. */
export interface Quote {
  readonly text: string
  readonly title: string
  readonly url: string | undefined
  /** The run that has read it. */
  readonly workflow: string
}

/** An answer from what was read. */
export interface Answer {
  /** Without words of its own where nothing was found. */
  readonly text: string
  /** Best first; none where nothing was found. */
  readonly quotes: readonly Quote[]
  /** A model's words, or the best quote itself. */
  readonly by: 'model' | 'quotes'
  /** Whether texts were also looked for by what they mean, which takes a model that knows the language. */
  readonly isByMeaning: boolean
  readonly notes: readonly Note[]
}

export function isFound({ quotes }: Answer): boolean {
  return quotes.length > 0
}
