import { z } from 'zod'

/** Of so many gateway connections of the bot, in all its processes, those from the first to the last are this one's. */
export interface ShardSpan {
  readonly first: number
  readonly last: number
  readonly count: number
}

/** `auto`: as many as Discord recommends, all in this process. */
export type Shards = ShardSpan | 'auto'

const expected = 'expected auto, a number from 1 to 9999, or some of a number, such as 0-3/8'

/** `auto`; `4`: all of four; `2/8`: the third of eight; `0-3/8`: the first half of eight. */
export const shardsField = z
  .string()
  .transform((text, context): Shards => {
    const shards = text === 'auto' ? text : spanOf(text)
    if (shards) return shards
    context.addIssue({ code: 'custom', message: expected })
    return z.NEVER
  })
  .optional()

function spanOf(text: string): ShardSpan | undefined {
  const [, span, all] = /^(?:(\d{1,4}|\d{1,4}-\d{1,4})\/)?([1-9]\d{0,3})$/.exec(text) ?? []
  if (all === undefined) return undefined
  const count = Number(all)
  const [first = 0, last = first] = span === undefined ? [0, count - 1] : span.split('-').map(Number)
  return first <= last && last < count ? { first, last, count } : undefined
}
