import {
  type AttachedFile,
  isSameLocation,
  type LocalFiles,
  type Location,
  type LocationProblem,
  parseLocation,
  storedLocation,
} from './location.ts'

/** So many sources are compared at most. */
export const mostCompared = 5

/** Several places that were given at once, to be compared. */
export interface ComparedLocations {
  readonly kind: 'several'
  /** Two to {@link mostCompared}, each once, as they were given. */
  readonly locations: readonly Location[]
  /** The addresses of all, as they are shown. */
  readonly address: string
  /** The same for the same places in the same order. */
  readonly identity: string
}

/** What a run is to read. */
export type GivenLocation = Location | ComparedLocations

export type ParsedGiven =
  | { readonly kind: 'location'; readonly location: GivenLocation }
  | { readonly kind: 'refused'; readonly problem: LocationProblem }

/** No address and no identity has one in it. */
const separator = '\n'

/**
 * Reads what somebody gave: one place, or several to be compared, each in a text of its own or together in one.
 *
 * @param files what may be read besides; undefined where strangers ask
 */
export function parseGiven(given: readonly string[], files?: LocalFiles): ParsedGiven {
  const locations: Location[] = []
  for (const text of given) {
    const parsed = parseLocation(text, files)
    if (parsed.kind === 'refused') return parsed
    locations.push(...(parsed.kind === 'several' ? parsed.locations : [parsed.location]))
  }
  return together(locations)
}

/** Places as one thing to read; several that lead to the same are one. */
export function together(locations: readonly Location[]): ParsedGiven {
  const distinct = locations.filter((location, index) =>
    locations.slice(0, index).every((earlier) => !isSame(earlier, location)),
  )
  const [first, ...others] = distinct
  if (!first) return { kind: 'refused', problem: { reason: 'invalid_address', values: {} } }
  if (others.length === 0) return { kind: 'location', location: first }
  if (distinct.length > mostCompared)
    return { kind: 'refused', problem: { reason: 'too_many_links', values: { most: mostCompared } } }
  return { kind: 'location', location: several(distinct) }
}

/** The places that are read, one or several. */
function locationsOf(given: GivenLocation): readonly Location[] {
  return given.kind === 'several' ? given.locations : [given]
}

/** The file of an attachment; of several places one for each, null of what is none. Null where none is an attachment. */
export type StoredFiles = AttachedFile | readonly (AttachedFile | null)[] | null

/** As it is stored: see {@link storedGiven}. */
export function givenToStore(given: GivenLocation) {
  const locations = locationsOf(given)
  return {
    location: locations.map(({ address }) => address).join(separator),
    locationIdentity: locations.map(({ identity }) => identity).join(separator),
    attachment: filesOf(given),
  }
}

function filesOf(given: GivenLocation): StoredFiles {
  if (given.kind !== 'several') return fileOf(given)
  const files = given.locations.map(fileOf)
  return files.some((file) => file !== null) ? files : null
}

function fileOf(location: Location): AttachedFile | null {
  return location.kind === 'attachment' ? location.attachment : null
}

/** What was given, as it was stored. */
export function storedGiven({
  location,
  locationIdentity,
  attachment,
}: ReturnType<typeof givenToStore>): GivenLocation {
  const identities = locationIdentity.split(separator)
  // Only several have one in their identity: a path with one in it is written in another way there.
  const files = Array.isArray(attachment) ? attachment : [attachment]
  if (identities.length === 1) return storedLocation(location, locationIdentity, files[0] ?? undefined)
  const addresses = location.split(separator)
  return several(
    identities.map((identity, index) =>
      storedLocation(addresses[index] ?? '', identity, files[index] ?? undefined),
    ),
  )
}

function several(locations: readonly Location[]): ComparedLocations {
  return {
    kind: 'several',
    locations,
    address: locations.map(({ address }) => address).join(' '),
    identity: locations.map(({ identity }) => identity).join(separator),
  }
}

/** Standard input is read once. */
function isSame(one: Location, other: Location): boolean {
  return (one.kind === 'standard_input' && other.kind === one.kind) || isSameLocation(one, other)
}
