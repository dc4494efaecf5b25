import type { NanoUsd } from '../../money/nano-usd.ts'

/** Back from the numbers that are reckoned with here to money: an estimate, to the nearest nano-dollar. */
export function estimatedNanoUsd(value: number): NanoUsd {
  return BigInt(Math.round(value))
}
