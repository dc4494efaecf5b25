import { z } from 'zod'
import type { VerifyResult } from '../ledger/verification.ts'
import { count } from './fields.ts'
import { verificationForm, verificationToJson } from './verification.ts'

/** Books that were carried to another place. */
const transferForm = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** How many of each table. */
  rows: z.record(z.string(), count),
  /** Null of a copy that is no database itself. */
  source: verificationForm.nullable(),
  target: verificationForm,
})
export type TransferJson = z.input<typeof transferForm>

export function transferToJson({
  source,
  target,
  rows,
  ...places
}: {
  readonly from: string
  readonly to: string
  readonly rows: Readonly<Record<string, number>>
  readonly source: VerifyResult | undefined
  readonly target: VerifyResult
}): TransferJson {
  return z.encode(transferForm, {
    ...places,
    rows: { ...rows },
    source: source ? verificationToJson(source) : null,
    target: verificationToJson(target),
  })
}
