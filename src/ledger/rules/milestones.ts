import { type NanoUsd, nanoUsdPerUsd } from '../../money/nano-usd.ts'

/**
 * The whole dollar that a spend passes, the highest only, and each once: from 0.90 to 1.00 it is 1, from 0 to 5.20
 * it is 5, from 1.00 to 1.90 none. Undefined too when a correction goes back over one that was announced.
 */
export function milestonePassed(
  beforeNanoUsd: NanoUsd,
  afterNanoUsd: NanoUsd,
  highestAnnouncedUsd: () => bigint,
): bigint | undefined {
  const dollars = afterNanoUsd / nanoUsdPerUsd
  if (afterNanoUsd <= beforeNanoUsd || beforeNanoUsd >= dollars * nanoUsdPerUsd) return undefined
  return dollars > highestAnnouncedUsd() ? dollars : undefined
}
