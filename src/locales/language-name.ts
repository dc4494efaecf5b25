/** Languages that a brief can be asked for where one chooses from a list, which has 25 places; tags of BCP 47. */
export const briefLanguages = [
  'en',
  'ru',
  'uk',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'pl',
  'nl',
  'cs',
  'sv',
  'fi',
  'el',
  'tr',
  'ar',
  'he',
  'fa',
  'hi',
  'id',
  'vi',
  'th',
  'zh',
  'ja',
  'ko',
] as const

/** What a language is called in another: `de` is "German" in English and «немецкий» in Russian; undefined when nobody knows the tag. */
export function languageName(tag: string, locale: string): string | undefined {
  if (tag === 'und') return undefined
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(tag)
  } catch {
    return undefined
  }
}

/** The canonical form of a BCP 47 tag whose language has a name: `pt-BR` for `pt-br`; undefined for any other text. */
export function knownLanguage(text: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim())
    return tag !== undefined && languageName(tag, 'en') !== undefined ? tag : undefined
  } catch {
    return undefined
  }
}
