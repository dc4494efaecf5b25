/** Features in bins of about as many rows each, for counting by bins. */
export interface BinnedTable {
  readonly rows: readonly Float32Array[]
  /** For each feature the bin of each row. */
  readonly columns: readonly Uint8Array[]
  /** For each feature the largest value of each bin but the last. */
  readonly borders: readonly Float32Array[]
}

export const mostBins = 64
const sampledRows = 50_000

export function binTable(rows: readonly Float32Array[]): BinnedTable {
  const step = Math.max(1, Math.floor(rows.length / sampledRows))
  const sample = rows.filter((_row, at) => at % step === 0)
  const borders = Array.from(rows[0] ?? [], (_value, feature) =>
    bordersOf(Float32Array.from(sample, (row) => row[feature] ?? 0).sort()),
  )
  const columns = borders.map((own, feature) => Uint8Array.from(rows, (row) => binOf(row[feature] ?? 0, own)))
  return { rows, columns, borders }
}

function bordersOf(sorted: Float32Array): Float32Array {
  const distinct = [...new Set(sorted)]
  const values =
    distinct.length <= mostBins
      ? distinct
      : [
          ...new Set(
            Array.from(
              { length: mostBins },
              (_bin, at) => sorted[Math.floor((at * sorted.length) / mostBins)] ?? 0,
            ),
          ),
        ]
  // Halfway to the next value, so that rounding moves nothing to another side.
  return Float32Array.from(values.slice(0, -1), (value, at) => (value + (values[at + 1] ?? value)) / 2)
}

function binOf(value: number, borders: Float32Array): number {
  let low = 0
  let high = borders.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value <= (borders[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}
