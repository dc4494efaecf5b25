import { languageNames, textsOf } from '../../locales/i18n.ts'
import type { Texts } from '../../locales/texts.ts'
import type { DisplayCurrency } from '../../money/display-currency.ts'

/** Who reads an answer. */
export interface Reader {
  /** The member's, as Discord names it. */
  readonly locale: string
  readonly guildLocale: string | null
  /** Default true: the member alone reads it. */
  readonly isPrivate?: boolean
}

/**
 * Texts in the member's language, else English; where others of the server read along, the server's language comes before English. A
 * German on a Russian server is answered in English.
 */
export type TextsFor = (reader: Reader) => Texts

/** Texts that show the operator's other currency beside dollars. */
export function createTextsFor(displayCurrency: DisplayCurrency): TextsFor {
  return ({ locale, guildLocale, isPrivate = true }) => {
    const known = [locale, (!isPrivate && guildLocale) || ''].find((name) =>
      languageNames.some((language) => language === name || language === name.split('-')[0]),
    )
    return textsOf(known ?? 'en', { displayCurrency })
  }
}
