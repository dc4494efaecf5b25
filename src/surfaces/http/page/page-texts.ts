import { en } from '../../../locales/en.ts'
import type { Language } from '../../../locales/i18n.ts'
import { ru } from '../../../locales/ru.ts'
import type { Translation } from '../../../locales/translation.ts'
import type { PageTexts } from './page-data.ts'
import { pageSections } from './views.ts'

const translations: Readonly<Record<Language, Translation>> = { en, ru }

/** The texts that the browser works with: each section in its place. */
export function pageTexts(language: Language): PageTexts {
  const texts: { [name: string]: string | PageTexts } = {}
  for (const path of pageSections) {
    const [section = '', part] = path.split('.')
    const all = translations[language][section as keyof Translation] as PageTexts
    texts[section] = part === undefined ? all : { [part]: all[part] ?? {} }
  }
  return texts
}
