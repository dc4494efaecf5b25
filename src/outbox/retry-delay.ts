const delaysMs = [5_000, 30_000, 120_000, 600_000, 3_600_000]
const jitter = 0.2

/**
 * How long to wait after so many failed attempts (at least 1): 5 s, 30 s, 2 min, 10 min, then an hour each time,
 * a fifth more or less so that what failed together does not come back together.
 *
 * @param random of 0 to below 1.
 */
export function retryDelayMs(attempts: number, random: () => number): number {
  const delayMs = delaysMs[Math.min(attempts, delaysMs.length) - 1] ?? 0
  return Math.round(delayMs * (1 - jitter + 2 * jitter * random()))
}
