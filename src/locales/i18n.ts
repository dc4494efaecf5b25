import { createInstance } from 'i18next'
import { besideDollars, type DisplayCurrency, formatInCurrency, usDollar } from '../money/display-currency.ts'
import { commandValues, type MentionOf, plainMention } from './command-mentions.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import type { Texts } from './texts.ts'
import type { TextKey, Translation } from './translation.ts'

/** Names are Discord's, https://discord.com/developers/docs/reference#locales, or only their first part. */
const languages = { en, ru } as const satisfies Record<string, Translation>
export type Language = keyof typeof languages
export const languageNames = Object.keys(languages) as readonly Language[]

const instance = createInstance()
// Synchronous: everything is bundled. Values are escaped where they are rendered, and text is not HTML.
await instance.init({
  initAsync: false,
  fallbackLng: 'en',
  supportedLngs: [...languageNames],
  resources: Object.fromEntries(
    Object.entries(languages).map(([name, translation]) => [name, { translation }]),
  ),
  interpolation: { escapeValue: false },
})

/** Making one takes longer than most texts. */
const numberFormats = new Map<Language, { numbers: Intl.NumberFormat; percents: Intl.NumberFormat }>()

function numberFormatsOf(language: Language) {
  const made = numberFormats.get(language)
  if (made) return made
  const numbers = new Intl.NumberFormat(language)
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  const formats = { numbers, percents }
  numberFormats.set(language, formats)
  return formats
}

/** Texts in the language of a Discord locale: the locale's own, else that of its first part (`pt` for `pt-BR`), else English. */
export function textsOf(
  locale: string,
  {
    displayCurrency = usDollar,
    mention = plainMention,
  }: { readonly displayCurrency?: DisplayCurrency; readonly mention?: MentionOf } = {},
): Texts {
  const language = languageOf(locale)
  const commands = commandValues(mention)
  const translate = instance.getFixedT(language)
  const { numbers, percents } = numberFormatsOf(language)
  const moment = (atMs: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options).format(atMs)
  const money: Texts['money'] = (amount, style) => formatInCurrency(amount, usDollar, language, style)
  return {
    locale: language,
    t: (key, values = {}) => {
      const count = values['count']
      const replace = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'number' ? numbers.format(value) : value,
        ]),
      )
      return translate(key, {
        replace: { ...commands, ...replace },
        ...(typeof count === 'number' && { count }),
      })
    },
    money,
    moneyInBoth: (amount, style) =>
      `${money(amount, style)}${besideDollars(amount, displayCurrency, language)}`,
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value / 100),
    dateTime: (atMs, timeZone) => moment(atMs, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    date: (atMs, timeZone) => moment(atMs, { dateStyle: 'medium', timeZone }),
  }
}

/** A text in every language but English, as Discord takes translations of names and descriptions: `{ ru: '…' }`. */
export function translationsOf(
  key: TextKey,
  values?: (texts: Texts) => Readonly<Record<string, string | number>>,
): Record<string, string> {
  const others = languageNames.filter((name) => name !== 'en').map((name) => textsOf(name))
  return Object.fromEntries(others.map((texts) => [texts.locale, texts.t(key, values?.(texts))]))
}

function languageOf(locale: string): Language {
  const [first] = locale.split('-')
  return languageNames.find((name) => name === locale) ?? languageNames.find((name) => name === first) ?? 'en'
}
