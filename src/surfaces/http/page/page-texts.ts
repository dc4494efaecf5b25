import { en } from '../../../locales/en.ts'
import type { Language } from '../../../locales/i18n.ts'
import { ru } from '../../../locales/ru.ts'
import type { Translation } from '../../../locales/translation.ts'
import type { PageTexts } from './page-data.ts'
import { pageSections } from './views.ts'

const translations: Readonly<Record<Language, Translation>> = { en, ru }

/** The texts that the browser works with. */
export function pageTexts(language: Language): PageTexts {
  const translation: PageTexts = translations[language]
  return Object.fromEntries(pageSections.map((section) => [section, translation[section] ?? {}]))
}
