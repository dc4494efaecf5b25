import type { Media } from '../source.ts'

/** What is shown of a page: one picture, or several from top to bottom where it is very tall. */
export interface PageView {
  /** From 1. */
  readonly number: number
  readonly pictures: readonly Media[]
}

export interface PageViews {
  /** The first ones. */
  readonly pages: readonly PageView[]
  /** How many there are. */
  readonly of: number
}
