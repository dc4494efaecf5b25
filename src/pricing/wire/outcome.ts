import { isContentFilter } from './reply-error.ts'
import { nothingTold, type Told } from './told.ts'

const outcomes = ['answered', 'refused', 'filtered', 'unclear'] as const
/**
 * What a reply says of its bill. `answered`: it is charged, for what it tells or what can be estimated; `refused`: the provider turned
 * the call away and charges nothing; `filtered`: the prompt was read and is charged, nothing was written; `unclear`: something between
 * us and the provider answered, and the provider may still have served the call.
 */
export type Outcome = (typeof outcomes)[number]

/** The caller or a gateway gave up waiting (RFC 9110, nginx); the call may have been served. */
const gaveUp = [408, 499, 504]
/** Cloudflare's own, for whatever went wrong between it and the provider: https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/ (2026-11). */
const cloudflareFrom = 520
const cloudflareTo = 530
const overloadedAtAnthropic = 529

/**
 * @param told undefined when nothing of the body is JSON: under a status of success that is a page, or nothing at all, of somebody in
 *   between, or an answer that was cut without a word.
 * @param isComplete whether the reply came to its end.
 */
export function outcomeOf(status: number, told?: Told, isComplete = true): Outcome {
  const { figures, cost, error, hasAnswer } = told ?? nothingTold
  const { input = 0, prompt = 0, output = 0 } = figures
  if (input + prompt + output > 0 || Number(cost?.costUsd ?? 0) > 0) return 'answered'
  if (error && isContentFilter(error)) return 'filtered'
  if (status < 400) {
    if (error && !hasAnswer) return 'refused'
    return isComplete && told ? 'answered' : 'unclear'
  }
  if (gaveUp.includes(status) || isCloudflares(status)) return 'unclear'
  if (status < 500) return 'refused'
  return error && !error.isGateways ? 'refused' : 'unclear'
}

function isCloudflares(status: number): boolean {
  return status >= cloudflareFrom && status <= cloudflareTo && status !== overloadedAtAnthropic
}
