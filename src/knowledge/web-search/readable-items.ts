import { z } from 'zod'

/** A list without those of its items that are of another form: one odd result spoils no answer. */
export function readableItems<Item>(item: z.ZodType<Item>) {
  return z.array(z.unknown()).transform((items) =>
    items.flatMap((one): Item[] => {
      const read = item.safeParse(one)
      return read.success ? [read.data] : []
    }),
  )
}
