import { z } from 'zod'
import type { VerifyResult } from '../ledger/verification.ts'
import { count } from './fields.ts'

/** Whether the books agree with themselves, and where they do not. */
export const verificationForm = z.strictObject({
  ok: z.boolean(),
  entries: count,
  holds_pending: count,
  differences: z.array(z.strictObject({ what: z.string(), kept: z.string(), recomputed: z.string() })),
  damage: z.array(z.string()),
})
export type VerificationJson = z.input<typeof verificationForm>

export function verificationToJson(result: VerifyResult): VerificationJson {
  const { ok, entries, holdsPending, differences, damage } = result
  return z.encode(verificationForm, {
    ok,
    entries,
    holds_pending: holdsPending,
    differences: [...differences],
    damage: [...damage],
  })
}
