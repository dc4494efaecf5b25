/** A name as it stands in its sentence. */
export interface Surroundings {
  readonly name: string
  /** The sentence up to the name; its first word in small letters where only the opening gives it a capital. */
  readonly before: string
  readonly after: string
  /** Whether the language knows a word as a common one; never where no tagger knows the language. */
  readonly isCommonWord: (word: string) => boolean
}
