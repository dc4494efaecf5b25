import type { HtmlElement } from '../html-document.ts'
import { clockSeconds } from './clock.ts'

/** Of TTML where the root does not say otherwise (https://www.w3.org/TR/ttml2/#parameter-attribute-frameRate, 2026-11). */
const usualFrameRate = 30

/**
 * A reader of TTML's time expressions: `00:01:02.5`, `00:01:02:12` with frames, `62.5s`, `100ms`, `2m`, `1h`, `24f`, `1000000t`; plain
 * numbers are seconds. It gives seconds, rounded to the millisecond, or undefined for what is no time.
 *
 * @param root says how many frames and ticks a second has
 */
export function timeExpression(root: HtmlElement): (written: string | null) => number | undefined {
  const frameRate = Number(root.getAttribute('ttp:frameRate') ?? usualFrameRate)
  const tickRate = Number(root.getAttribute('ttp:tickRate') ?? 1)
  const units: Readonly<Record<string, number>> = {
    '': 1,
    s: 1,
    ms: 1 / 1000,
    m: 60,
    h: 3600,
    f: 1 / frameRate,
    t: 1 / tickRate,
  }
  return (written) => {
    const [, clock, frames] = /^\s*(\d+:\d{1,2}:\d{1,2}(?:[.,]\d+)?)(?::(\d+))?\s*$/.exec(written ?? '') ?? []
    if (clock !== undefined) return rounded(clockSeconds(clock) + Number(frames ?? 0) / frameRate)
    const [, count, unit = ''] = /^\s*(\d+(?:\.\d+)?)(h|ms|m|s|f|t)?\s*$/.exec(written ?? '') ?? []
    return count === undefined ? undefined : rounded(Number(count) * (units[unit] ?? 1))
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
