/** As they are written, in any case of Russian grammar. "may" and "march" are verbs, unless they are capitalised. */
const months: readonly RegExp[] = [
  /January|январ[ьяе]/,
  /February|феврал[ьяе]/,
  /March|март(?:а|е|у)?/,
  /April|апрел[ьяе]/,
  /May|ма[йяе]/,
  /June|июн[ьяе]/,
  /July|июл[ьяе]/,
  /August|август(?:а|е|у)?/,
  /September|сентябр[ьяе]/,
  /October|октябр[ьяе]/,
  /November|ноябр[ьяе]/,
  /December|декабр[ьяе]/,
].map(({ source }) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'u'))

/** The months that a sentence names, 1 to 12. */
export function monthsIn(sentence: string): number[] {
  return months.flatMap((month, index) => (month.test(sentence) ? [index + 1] : []))
}
