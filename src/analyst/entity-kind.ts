import type { EntityKind } from '../brief/analysis.ts'
import { isGivenName } from './given-names.ts'
import { isKnownPlace } from './known-places.ts'
import {
  knownOrganisations,
  namedTitles,
  organisationWords,
  personTitles,
  placeWords,
  speechVerbs,
} from './name-cues.ts'

type Evidence = Partial<Record<EntityKind, number>>

const personTitle = new RegExp(String.raw`(?:^|\s)(?:${personTitles})\.?\s$`, 'u')
const openingTitle = new RegExp(String.raw`^(?:${namedTitles})\.?\s\p{Lu}`, 'u')
const speechAfter = new RegExp(String.raw`^(?:,[^,]{1,80},)?\s(?:${speechVerbs})(?!\p{L})`, 'u')
const speechBefore =
  /(?:said|says|told|according to|asked|added|говорит|считает|объясняет|сказал\p{L}*|заявил\p{L}*|рассказал\p{L}*|отметил\p{L}*|по словам)\s(?:the\s)?$/u
const personAfter =
  /^,\s(?:who\b|\d{2}\b|an?\s\p{Ll}+(?:er|or|ist|ian|ant|man|woman)\b|the\s(?:author|founder|head|chief|director|chair)|котор(?:ый|ая)\b)/u
export const organisationWord = new RegExp(String.raw`(?:^|\s)(?:${organisationWords})\.?(?=\s|$)`, 'u')
const placeWord = new RegExp(String.raw`(?:^|\s)(?:${placeWords})(?=\s|$)`, 'u')
const placeBefore =
  /(?:^|\s)(?:in|near|across|outside|throughout|north of|south of|east of|west of|city of|town of|village of|в|во|из|под|около|города?|in|à|en)\s(?:the\s)?$/iu
/** "the river Ard", "neighbouring Osterfeld", "на озере Кайма" */
const genericPlaceBefore =
  /(?:^|\s)(?:rivers?|lakes?|islands?|villages?|towns?|cit(?:y|ies)|suburbs?|neighbou?ring|nearby|(?:residents|people|mayor|harbour)(?=\sof)|(?:власт|жител|администраци|мэри|озер|рек|посёл|посел|сел|деревн|город|остров|болот|гор|приток|област|район|улиц|площад|пролив|залив|станци)\p{L}{0,5})(?:\sof)?\s$/iu
/** "Two villages, Old Ferrin and Marsh End, were moved": after the plural, up to here nothing but names. */
const listedPlaceBefore =
  /(?:rivers|lakes|islands|villages|towns|cities|countries|districts)(?:,|:|\ssuch as)\s(?:[\p{Lu}][\p{L}’'-]*(?:\s[\p{Lu}][\p{L}’'-]*)*(?:,\s|,?\sand\s)){0,5}$/u
const towardsPlace = /(?:^|\s)(?:from|to|at|visited|left)\s$/iu
const organisationBefore =
  /(?:^|\s)(?:joined|founded|company|firm|startup|maker|компани\p{L}*|фирм\p{L}*|трест\p{L}*|завод\p{L}*|фабрик\p{L}*|холдинг\p{L}*|концерн\p{L}*|фонд\p{L}*|издательств\p{L}*|агентств\p{L}*)\s(?:the\s)?[«“"]?$/iu
const organisationAfter =
  /^,\s(?:an?|the)\s(?:\p{Ll}+\s)?(?:company|firm|start-?up|maker|group|charity|agency|university|bank|newspaper|magazine|non-?profit|think tank|brand)\b/u
const attributive = /(?:^|\s)an?\s$/iu
const acronym = /^\p{Lu}{2,5}$/u
const slavicSurname =
  /\p{Script=Cyrillic}{2,}(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ский|ская|цкий|цкая|ко|ук|юк|ич|ян|дзе)$/u
const withInitials = /^(?:\p{Lu}\.\s?){1,3}\p{Lu}[\p{L}'’-]+$/u
const personShape = /^\p{Lu}[\p{L}'’-]+(?:\s(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]+)){1,2}$/u

/** Weighs what the name itself and the words before and after it say of its kind. Empty when nothing does. */
export function kindEvidence(name: string, before: string, after: string): Evidence {
  const isOrganisation = organisationWord.test(name)
  const person =
    (openingTitle.test(name) ? 5 : 0) +
    (personTitle.test(before) && !isOrganisation ? 4 : 0) +
    (speechAfter.test(after) ? 2 : 0) +
    (speechBefore.test(before) ? 1 : 0) +
    (personAfter.test(after) ? 1 : 0) +
    (personShape.test(name) && !isOrganisation ? (isGivenName(name.split(' ')[0] ?? '') ? 2.5 : 0.5) : 0) +
    (withInitials.test(name) ? 2 : 0) +
    (slavicSurname.test(name) && !isOrganisation ? (name.includes(' ') ? 2 : 0.5) : 0)
  const organization =
    (isOrganisation ? 6 : 0) +
    (acronym.test(name) ? 2.5 : 0) +
    (knownOrganisations.has(name) ? 6 : 0) +
    (organisationBefore.test(before) ? 2 : 0) +
    (organisationAfter.test(after) ? 4 : 0)
  const place =
    (isKnownPlace(name) ? 6 : 0) +
    (placeWord.test(name) ? 4 : 0) +
    (placeBefore.test(before) ? 1.6 : 0) +
    (genericPlaceBefore.test(before) || listedPlaceBefore.test(before) ? 3 : 0) -
    (attributive.test(before) ? 3 : 0) +
    (towardsPlace.test(before) ? 0.5 : 0)
  return { ...(person && { person }), ...(organization && { organization }), ...(place && { place }) }
}
