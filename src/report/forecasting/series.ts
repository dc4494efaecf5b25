export function totalOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** Zero of no values. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : totalOf(values) / values.length
}

/** The value that the share of all, from 0 to 1, does not exceed; zero of no values. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)))
  return sorted[rank - 1] ?? 0
}
