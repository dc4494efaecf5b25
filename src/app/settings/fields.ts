import { z } from 'zod'
import { toExactUsd } from '../../money/format.ts'
import { largestAmountNanoUsd, mostDecimals, readAmount } from '../../money/read-amount.ts'

/** An http or https address, as it is given. */
export const httpAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })

/** An http or https address that others are built on, without the slashes at its end. */
export const httpUrl = httpAddress.transform((url) => url.replace(/\/+$/, ''))

/** A key that goes into the head of a request. What was copied along with it, such as a line's end or an invisible sign, no head takes. */
export const secretKey = z
  .string()
  .trim()
  .regex(/^[!-~]+$/, 'expected a key without blanks and signs that cannot be seen; copy it anew')

export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `expected a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least, `expected at least ${least}`).max(most, `expected at most ${most}`))

/** Parts separated by commas, without blanks around them; empty ones are left out. */
export const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** An amount of US dollars, as whole nano-dollars; in a JSON file also a number. */
export const usdAmount = z.union([z.string(), z.number()]).transform((input, context) => {
  const read = readAmount(input)
  if (read.kind === 'amount') return read.amountNanoUsd
  context.addIssue({
    code: 'custom',
    message: `expected an amount from 0 to ${toExactUsd(largestAmountNanoUsd)} US dollars with at most ${mostDecimals} decimals, such as 0.50`,
  })
  return z.NEVER
})
