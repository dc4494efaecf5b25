import type { EntityKind } from '../../brief/analysis.ts'
import { bodyByContext, bodyByName } from './organization.ts'
import { personByContext, personByName } from './person.ts'
import { placeByContext, placeByName } from './place.ts'
import type { Surroundings } from './surroundings.ts'

export type Evidence = Partial<Record<EntityKind, number>>

/** What the name itself says of its kind, which counts once however often it is mentioned. Empty when nothing does. */
export function evidenceOfName(surroundings: Surroundings): Evidence {
  return weighed(personByName(surroundings), bodyByName(surroundings), placeByName(surroundings))
}

/** What the words before and after a name say of its kind, which adds up. */
export function evidenceOfContext(surroundings: Surroundings): Evidence {
  return weighed(personByContext(surroundings), bodyByContext(surroundings), placeByContext(surroundings))
}

function weighed(person: number, organization: number, place: number): Evidence {
  return { ...(person && { person }), ...(organization && { organization }), ...(place && { place }) }
}
