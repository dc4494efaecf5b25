/** What a language is called in another: `de` is "German" in English and «немецкий» in Russian; undefined when nobody knows the tag. */
export function languageName(tag: string, locale: string): string | undefined {
  if (tag === 'und') return undefined
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(tag)
  } catch {
    return undefined
  }
}
