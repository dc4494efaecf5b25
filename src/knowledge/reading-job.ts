import { cutPassages, type Passage } from '../text/cutting.ts'
import { type ReadText, readText } from './source-identity.ts'

export interface TextToRemember extends ReadText {
  readonly passages: readonly Passage[]
}

/** What a text is remembered by: see `remember` in the tasks. */
export function work(text: string): TextToRemember {
  return { ...readText(text), passages: cutPassages(text) }
}
