import { type Location, parseLocation } from '../../../src/sources/location.ts'

/** The location that a link, a path or `-` is on the command line; fails the test when it is none. */
export function located(given: string): Location {
  const parsed = parseLocation(given, { isFile: () => false })
  if (parsed.kind !== 'location') throw new Error(`${given} is not one location: ${JSON.stringify(parsed)}`)
  return parsed.location
}
