/** One line of the benchmark's table. */
export interface Measurement {
  readonly name: string
  /** What the figure is measured against, in the same run. */
  readonly floor: string
  readonly measured: string
  readonly ratio: number
  readonly aim: string
}

/** Milliseconds that `work` takes. */
export async function timeMs(work: () => unknown): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}

/** The middle of several runs of each, taken in turn so that a slow moment of the machine hits both. */
export async function paired(
  rounds: number,
  measured: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ readonly measured: number; readonly floor: number; readonly ratio: number }> {
  const pairs: { measured: number; floor: number }[] = []
  for (let round = 0; round < rounds; round++)
    pairs.push({ floor: await floor(), measured: await measured() })
  return {
    measured: median(pairs.map((pair) => pair.measured)),
    floor: median(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map((pair) => pair.measured / pair.floor)),
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

export function duration(ms: number): string {
  if (ms < 0.001) return `${(ms * 1_000_000).toFixed(0)} ns`
  if (ms < 1) return `${(ms * 1000).toFixed(1)} µs`
  return ms < 10_000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`
}
