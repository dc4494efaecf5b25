import { QuoteFinder } from './quotes.ts'

/** Which of the quotes the text has: see {@link QuoteFinder}. */
export function work({
  text,
  quotes,
}: {
  readonly text: string
  readonly quotes: readonly string[]
}): readonly boolean[] {
  const finder = new QuoteFinder(text)
  return quotes.map((quote) => finder.find(quote) !== undefined)
}
