let names: ReadonlySet<string> | undefined

/** Whether a name is a country's in a common language, or a city that gives a time zone its name: the runtime knows both. */
export function isKnownPlace(name: string): boolean {
  names ??= loadNames()
  return names.has(name.toLowerCase().replace(/^the\s/, ''))
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
  'Россия',
  'России',
  'Москва',
  'Москве',
  'Москвы',
  'Петербург',
  'Петербурге',
  'Санкт-Петербург',
  'Санкт-Петербурге',
  'Киев',
  'Київ',
  'Берлин',
  'Париж',
] as const

function loadNames(): ReadonlySet<string> {
  const found = new Set<string>(otherWaysToWrite.map((name) => name.toLowerCase()))
  for (const language of languages) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const first of codeLetters)
      for (const second of codeLetters) {
        const name = regions.of(first + second)
        if (name !== undefined) found.add(name.toLowerCase())
      }
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)
    if (city !== undefined && zone.includes('/')) found.add(city.replaceAll('_', ' ').toLowerCase())
  }
  return found
}
