import { languageNames, textsOf } from '../../locales/i18n.ts'
import type { Texts } from '../../locales/texts.ts'

/** Texts in the member's language, else the server's, else English. */
export function textsFor({
  locale,
  guildLocale,
}: {
  readonly locale: string
  readonly guildLocale: string | null
}): Texts {
  const known = [locale, guildLocale ?? ''].find((name) =>
    languageNames.some((language) => language === name || language === name.split('-')[0]),
  )
  return textsOf(known ?? 'en')
}
