import type { Context } from 'hono'
import { type DetectorOptions, detectFromCookie, detectFromHeader, detectFromQuery } from 'hono/language'
import { type Language, languageNames, textsOf } from '../../locales/i18n.ts'
import type { Texts } from '../../locales/texts.ts'
import type { HttpEnvironment } from './http-context.ts'

/** Has the language that somebody has chosen for the page. */
export const languageCookie = 'autointel_language'

const detectors = [detectFromQuery, detectFromCookie, detectFromHeader] as const
const options: DetectorOptions = {
  order: ['querystring', 'cookie', 'header'],
  lookupQueryString: 'lang',
  lookupCookie: languageCookie,
  lookupFromHeaderKey: 'accept-language',
  lookupFromPathIndex: 0,
  caches: false,
  ignoreCase: true,
  fallbackLanguage: 'en',
  supportedLanguages: [...languageNames],
}

/** The language of an answer: the one that was chosen, else what the browser or the program asks for. */
export function languageOf(context: Context<HttpEnvironment>): Language {
  for (const detect of detectors) {
    const found = detect(context, options)
    if (found !== undefined) return found as Language
  }
  return 'en'
}

export function textsFor(context: Context<HttpEnvironment>): Texts {
  return textsOf(languageOf(context))
}
