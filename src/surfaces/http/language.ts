import type { Context, MiddlewareHandler } from 'hono'
import { languageDetector } from 'hono/language'
import { type Language, languageNames, textsOf } from '../../locales/i18n.ts'
import type { Texts } from '../../locales/texts.ts'
import type { HttpEnvironment } from './http-context.ts'

/** Has the language that somebody has chosen for the page. */
export const languageCookie = 'autointel_language'

/** Finds out the language of an answer: the one that was chosen, else what the browser or the program asks for. */
export const knownLanguage: MiddlewareHandler<HttpEnvironment> = languageDetector({
  supportedLanguages: [...languageNames],
  fallbackLanguage: 'en',
  lookupCookie: languageCookie,
  caches: false,
})

export function languageOf(context: Context<HttpEnvironment>): Language {
  return context.get('language') as Language
}

export function textsFor(context: Context<HttpEnvironment>): Texts {
  return textsOf(languageOf(context))
}
