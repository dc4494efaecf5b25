import type { PageTexts } from '../page-data.ts'
import type { PageTextKey } from '../views.ts'
import { knownName } from './names.ts'
import { pageData } from './page-data.ts'

const { language, texts } = pageData
const plurals = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language)

/** The text of a key, with its `{{values}}` filled in; a number as `count` chooses the plural. */
export function t(key: PageTextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const { count } = values
  const found =
    typeof count === 'number'
      ? (find(`${key}_${plurals.select(count)}`) ?? find(`${key}_other`) ?? find(key))
      : find(key)
  return (found ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? numbers.format(value) : value
  })
}

/** A text of a name that the server may have made up: the name itself where there is none. */
export function named(section: 'task' | 'operation' | 'depth', name: string): string {
  return find(`${section}.${name}`) ?? name
}

/** Who a budget binds, by the name that the books have. */
export function subjectName(name: string): string {
  const known = knownName(name)
  const [, prefix, id = ''] = /^(guild|dm|user)_(.+)$/.exec(name) ?? []
  switch (prefix ?? name) {
    case 'bot':
      return t('subject.bot')
    case 'default':
      return t('subject.default')
    case 'dm':
      return prefix ? t('subject.directMessages', { user: known ?? id }) : t('subject.directMessagesDefault')
    case 'guild':
      return known ?? t('subject.server', { id })
    case 'user':
      return known ?? t('subject.member', { id })
    default:
      return known ?? name
  }
}

/** The same as a heading: what is a phrase of ours, and no name, begins with a capital letter. */
export function subjectHeading(name: string): string {
  const text = subjectName(name)
  const isName = text === name || text === knownName(name)
  return isName ? text : text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

function find(key: string): string | undefined {
  let at: string | PageTexts | undefined = texts
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined
  return typeof at === 'string' ? at : undefined
}
