import { readFileSync } from 'node:fs'
import { placesByName } from './gazetteer/places.ts'

let places: ReadonlySet<string> | undefined
let towns: ReadonlySet<string> | undefined

/** Whether a name is a country's in a common language, a region's or a large city's. */
export function isKnownPlace(name: string): boolean {
  places ??= new Set([...placesByName, ...countries(), ...citiesOfTimeZones()].map(formOf))
  return places.has(formOf(name))
}

/** Whether there is a town of that name, in any of its cases; many are named like people and things. */
export function isTown(name: string): boolean {
  towns ??= new Set(['towns.txt', 'russian-towns.txt'].flatMap(linesOf).map(formOf))
  return towns.has(formOf(name))
}

function linesOf(file: string): readonly string[] {
  return readFileSync(new URL(`gazetteer/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
}

/** Without an article and accents; Russian names as they are before their endings. */
function formOf(name: string): string {
  const lower = name.toLowerCase().replace(/^the\s/, '')
  if (!/\p{Script=Cyrillic}/u.test(lower)) return lower.normalize('NFD').replace(/\p{M}/gu, '')
  return lower.replaceAll('э', 'е').replace(/\p{L}+/gu, cyrillicForm)
}

/** "Киров" is declined like a surname, and "Елец" is "Ельца". */
const declinedTown = /^(\p{L}{2,}(?:ов|ев|ин|ын))(?:а|у|ом|ым|е)?$/u
const ending =
  /(?<=^\p{L}{2,})(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ом|ем|ым|им|ых|их|ую|юю|ая|яя|ое|ее|ый|ий|ах|ях|а|я|о|е|у|ю|ы|и|ь|й)$/u

/** No stemmer: it takes parts of names for endings, such as that of "Беслан". */
function cyrillicForm(word: string): string {
  const plain = word.replaceAll('ё', 'е')
  return (declinedTown.exec(plain)?.[1] ?? plain.replace(ending, ''))
    .replace(/(?<=\p{L}{2})ец$/u, 'ц')
    .replaceAll('ь', '')
}

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk'] as const
const codeLetters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The runtime knows them. */
function countries(): readonly string[] {
  const codes = codeLetters.flatMap((first) => codeLetters.map((second) => first + second))
  return languages.flatMap((language) => {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    return codes.flatMap((code) => regions.of(code) ?? [])
  })
}

function citiesOfTimeZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/'))
    .map((zone) => (zone.split('/').at(-1) ?? '').replaceAll('_', ' '))
}
