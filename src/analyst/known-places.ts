import { stem } from '../text/stems.ts'

let names: ReadonlySet<string> | undefined

/** Whether a name is a country's in a common language, or a city that gives a time zone its name: the runtime knows both. */
export function isKnownPlace(name: string): boolean {
  names ??= loadNames()
  return names.has(formOf(name))
}

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk'] as const
const codeLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const otherWaysToWrite = [
  'U.S.',
  'US',
  'USA',
  'U.K.',
  'UK',
  'EU',
  'America',
  'Britain',
  'England',
  'Scotland',
  'Wales',
  'Europe',
  'Asia',
  'Africa',
  'California',
  'Texas',
  'Florida',
  'Washington',
  'Boston',
  'Seattle',
  'San Francisco',
  'Geneva',
  'Munich',
  'Hamburg',
  'Frankfurt',
  'Barcelona',
  'Milan',
  'Beijing',
  'Mumbai',
  'Delhi',
  'США',
  'СССР',
  'РФ',
  'ЕС',
  'ОАЭ',
  'КНР',
  'Москва',
  'Петербург',
  'Санкт-Петербург',
  'Київ',
] as const

/** Without an article; Russian names in any of their cases. */
function formOf(name: string): string {
  const lower = name.toLowerCase().replace(/^the\s/, '')
  return /^\p{Script=Cyrillic}+$/u.test(lower) && lower.length > 4 ? stem(lower, 'ru') : lower
}

function loadNames(): ReadonlySet<string> {
  const found = new Set<string>(otherWaysToWrite.map(formOf))
  for (const language of languages) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const first of codeLetters)
      for (const second of codeLetters) {
        const name = regions.of(first + second)
        if (name !== undefined) found.add(formOf(name))
      }
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)
    if (city !== undefined && zone.includes('/')) found.add(formOf(city.replaceAll('_', ' ')))
  }
  return found
}
