/** As long as the longest day, when clocks are turned back from summer time. */
export const mostSetBackMs = 25 * 3_600_000

/**
 * The moment that a call counts at: now, or, where the clock has been set back since, the latest moment that anything was held at, so
 * that a period which was left is not entered again with what it had left. What was held more than {@link mostSetBackMs} ahead says
 * that the clock was wrong then, and does not bind: of 14:00 with a call held at 20:00, 20:00; with one held next year, 14:00.
 *
 * @param latestMs the latest that was held up to that bound; undefined when nothing was.
 */
export function steadyMs(nowMs: number, latestMs: number | undefined): number {
  return latestMs !== undefined && latestMs > nowMs && latestMs - nowMs <= mostSetBackMs ? latestMs : nowMs
}
