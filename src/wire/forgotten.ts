import { z } from 'zod'

/** What came of forgetting. */
const forgottenForm = z.strictObject({
  runs: z.int(),
  /** Nothing of it is left in the file. */
  is_overwritten: z.boolean(),
})
export type ForgottenJson = z.input<typeof forgottenForm>

export function forgottenToJson({
  runs,
  isOverwritten,
}: {
  readonly runs: number
  readonly isOverwritten: boolean
}): ForgottenJson {
  return z.encode(forgottenForm, { runs, is_overwritten: isOverwritten })
}
