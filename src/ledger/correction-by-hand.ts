import type { NanoUsd } from '../money/nano-usd.ts'
import type { Entry } from './entry.ts'
import type { CorrectRequest } from './requests.ts'

/** A correction that somebody makes, with an id of entry and amount, so that the same one again is the same. */
export function correctionByHand(
  corrects: string,
  amountNanoUsd: NanoUsd,
  byHand: NonNullable<CorrectRequest['byHand']>,
  atMs: number,
): CorrectRequest {
  return {
    id: `${corrects}:corrected:${amountNanoUsd}`,
    corrects,
    amountNanoUsd,
    provenance: 'reported',
    atMs,
    byHand,
  }
}

/** Those of a run's entries that stand at what was held, and were not corrected since. */
export function stillUnresolved(entries: readonly Entry[]): readonly Entry[] {
  const replaced = new Set(
    entries.filter(({ kind }) => kind === 'replacement').map(({ corrects }) => corrects),
  )
  return entries.filter(
    ({ id, kind, provenance }) => provenance === 'unresolved' && kind !== 'reversal' && !replaced.has(id),
  )
}
