/** A language as sources declare it (`en_us`, `RU`), as a canonical BCP 47 tag (`en-US`, `ru`); undefined if it is none. */
export function toLanguageTag(declared: string | null | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(declared?.trim().replaceAll('_', '-') || [])[0]
  } catch {
    return undefined
  }
}
