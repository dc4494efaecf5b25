import type { EntityKind } from '../brief/analysis.ts'
import { isGivenName } from './given-names.ts'
import { isKnownPlace } from './known-places.ts'
import {
  bodyNouns,
  knownOrganisations,
  namedTitles,
  organisationWords,
  personTitles,
  placeNounsAfter,
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
  /(?:^|\s)(?:rivers?|lakes?|islands?|villages?|towns?|cit(?:y|ies)|suburbs?|neighbou?ring|nearby|(?:residents|people|mayor|harbour)(?=\sof)|(?:власт|жител|администраци|мэри|озер|рек|посёл|посел|сел|деревн|город|остров|болот|гор|приток|област|район|улиц|площад|пролив|залив|станци|хутор|станиц|хребт|долин|ледник|бухт|пустын|провинци|графств)\p{L}{0,5})(?:\sof)?\s(?:[—–-]\s)?$/iu
/** "Two villages, Old Ferrin and Marsh End, were moved": after the plural, up to here nothing but names. */
const listedPlaceBefore =
  /(?:rivers|lakes|islands|villages|towns|cities|countries|districts)(?:,|:|\ssuch as)\s(?:[\p{Lu}][\p{L}’'-]*(?:\s[\p{Lu}][\p{L}’'-]*)*(?:,\s|,?\sand\s)){0,5}$/u
const towardsPlace = /(?:^|\s)(?:from|to|at|visited|left)\s$/iu
/** "the ferry to Lerwick", "moved from Osterfeld", "поезд до Вельска" */
const wayTowards =
  /(?:^|\s)(?:(?:ferry|train|bus|flight|road|route|trip|journey|way|line|boat|visit|return\p{L}*|flew|flies|moved?|went|came|travel\p{L}*|sail\p{L}*|drove|commute\p{L}*|sent)\s(?:to|from)|(?:поезд|автобус|дорог|рейс|пут|парох|паром|поездк|письм|доехал|приехал|вернул|уехал|переехал|отправил|прилетел)\p{L}*\s(?:в|до|из))\s$/iu
const placeAfter = new RegExp(String.raw`^\s(?:${placeNounsAfter})(?!\p{L})`, 'u')
const placeApposition =
  /^,\s(?:an?|the)\s(?:\p{Ll}+\s){0,2}(?:village|town|city|suburb|island|district|county|province|port|valley|hamlet|resort)\b/u
/** Of a single word: what towns and countries end in, more often than people. */
const placeEnding =
  /(?:ville|burgh|shire|stan|mouth|haven|chester|stead|град|бург|поль|горск)(?:[ауе]|ом|ем|я|ю)?$|ск(?:а|у|е|ом)?$|(?:\p{L}{3}[^ьйаиоуыэюя]ия|\p{L}{3}[^ьйаиоуыэюя]и[июе]|\p{L}{3}[^ьйаиоуыэюя]ией)$/u
/** A calling right before a name: "the retired teacher Mabel Orme", "гляциолог Сергей Бах" */
const callingBefore =
  /(?:^|\s)(?!(?:after|under|over|other|another|never|ever|either|neither|rather|whether|however|river|number|order|power|paper|water|winter|summer|later|former|former|earlier|for|or|nor|per|super|father|upper|lower|newspaper|theater|center|corner|tower|border|quarter|chapter|member|letter|matter|offer|answer|dinner|tender|under|poster|museum|human|german|roman|plant|restaurant|giant|grant|important|recent|instant|constant|distant|pleasant|woman|man)\s$)(?:\p{Ll}+(?:er|or|ist|ian|man|woman|ant|eer|smith|yer|maid)|\p{Ll}{2,}(?:олог|граф|тель|ник|ница|ист|истка|щик|щица|вед|вод|лог|ёр|ер|ор|арь)|врач|фермер|актриса|поэт|вдова|сын|дочь|жена|муж|сестра|брат|хозяйка|хозяин|студент\p{L}*|сотрудни\p{L}+)\s$/u
const patronymic = /\s\p{Lu}\p{Ll}+(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|ом|е|ой|ы)?(?=\s|$)/u
const organisationBefore = new RegExp(
  String.raw`(?:^|\s)(?:joined|founded|${bodyNouns})\s(?:the\s)?[«“"]?$`,
  'iu',
)
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
    (callingBefore.test(before) && !isOrganisation && !placeWord.test(name) ? 2 : 0) +
    (patronymic.test(` ${name}`) ? 4 : 0) +
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
    (wayTowards.test(before) ? 2 : 0) +
    (placeAfter.test(after) && !isOrganisation ? 2 : 0) +
    (placeApposition.test(after) ? 4 : 0) +
    (!name.includes(' ') && placeEnding.test(name) && !isGivenName(name) ? 1 : 0) +
    (genericPlaceBefore.test(before) || listedPlaceBefore.test(before) ? 3 : 0) -
    (attributive.test(before) ? 3 : 0) +
    (towardsPlace.test(before) ? 0.5 : 0)
  return { ...(person && { person }), ...(organization && { organization }), ...(place && { place }) }
}
