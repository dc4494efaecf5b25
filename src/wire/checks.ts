import { z } from 'zod'
import { cautionForm } from './caution.ts'

const checkStatuses = ['ok', 'warning', 'failed'] as const
/** `warning` is worth a look; `failed` is broken. */
export type CheckStatus = (typeof checkStatuses)[number]

const checkForm = z
  .strictObject({
    name: z.string(),
    status: z.enum(checkStatuses),
    /** What was found, in words. */
    detail: z.string(),
    /** What to do about it, in words. */
    hint: z.string().optional(),
    caution: cautionForm.optional(),
  })
  .readonly()

/** Whether an installation is in order, and what was looked at. */
export const checksForm = z.strictObject({ ok: z.boolean(), checks: z.array(checkForm).readonly() })
export type ChecksJson = z.input<typeof checksForm>

/** Nothing is broken: warnings are in order. */
export function isInOrder(checks: readonly { readonly status: CheckStatus }[]): boolean {
  return checks.every(({ status }) => status !== 'failed')
}

export function checksToJson(checks: z.output<typeof checksForm>['checks']): ChecksJson {
  return z.encode(checksForm, { ok: isInOrder(checks), checks })
}
