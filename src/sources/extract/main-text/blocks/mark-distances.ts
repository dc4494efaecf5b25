import { elementMarks } from './element-marks.ts'
import type { PageBlocks } from './page-blocks.ts'

/** Farther away nothing counts; also what has no such element above it. */
export const farthest = 25

/** For each mark how many elements up the nearest one with it stands, for every element of a page. */
export function distancesOf({ elements }: PageBlocks): readonly Uint8Array[] {
  const distances: Uint8Array[] = []
  for (const { parent, marks } of elements) {
    const own = new Uint8Array(elementMarks.length)
    const above = distances[parent]
    for (let mark = 0; mark < own.length; mark += 1)
      own[mark] = above === undefined ? farthest : Math.min(farthest, (above[mark] ?? farthest) + 1)
    for (const mark of marks) own[mark] = 0
    distances.push(own)
  }
  return distances
}

const headingMarks = ['h1', 'h2', 'h3', 'h4/h5/h6'].map((tags) => elementMarks.indexOf(tags))

/** 1 to 4 as in `h1` to `h4`, deeper ones with these; 0 for what is in no heading. */
export function headingLevelAt(distances: Uint8Array | undefined): number {
  if (distances === undefined) return 0
  return headingMarks.findIndex((mark) => (distances[mark] ?? farthest) <= 3) + 1
}
