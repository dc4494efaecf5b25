import type { MentionOf } from '../../locales/command-mentions.ts'
import { languageNames, textsOf } from '../../locales/i18n.ts'
import type { Texts } from '../../locales/texts.ts'
import type { DisplayCurrency } from '../../money/display-currency.ts'

/** Who reads an answer. */
interface Reader {
  /** The member's, as Discord names it. */
  readonly locale: string
  readonly guildLocale: string | null
  /** Default true: the member alone reads it. */
  readonly isPrivate?: boolean
  /** What the server's managers want all of the server to read, as Discord names it. */
  readonly serverLanguage?: string | undefined
}

/**
 * Texts in the member's language, else English. Where others of the server read along, the language that its managers have chosen goes
 * before; where they have chosen none, the server's comes before English. A German on a Russian server is answered in English.
 */
export type TextsFor = (reader: Reader) => Texts

/** Texts that show the operator's other currency beside dollars, and name commands so that they can be tapped. */
export function createTextsFor(displayCurrency: DisplayCurrency, mention?: MentionOf): TextsFor {
  return ({ locale, guildLocale, isPrivate = true, serverLanguage }) => {
    const wanted = isPrivate ? [locale] : [serverLanguage ?? '', locale, guildLocale ?? '']
    const known = wanted.find((name) =>
      languageNames.some((language) => language === name || language === name.split('-')[0]),
    )
    return textsOf(known ?? 'en', { displayCurrency, ...(mention && { mention }) })
  }
}
