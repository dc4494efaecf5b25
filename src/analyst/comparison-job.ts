import type { Comparison } from '../brief/analysis.ts'
import { type ComparedText, compareTexts } from './comparison.ts'

/** One comparison by words: see `compareTexts`. */
export function work(texts: readonly ComparedText[]): Comparison {
  return compareTexts(texts)
}
