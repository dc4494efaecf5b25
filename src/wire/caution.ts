import { z } from 'zod'
import { cautionCodes } from '../pricing/caution.ts'

/** Something about a cost that its owner should know. Amounts in the detail are US dollars as exact decimals. */
export const cautionForm = z.strictObject({
  code: z.enum(cautionCodes),
  /** `<provider>:<model>`. */
  model: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
