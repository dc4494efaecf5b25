import { isGivenName } from '../given-names.ts'
import { isKnownPlace, isTown } from '../known-places.ts'
import { genericPlaces, placeNounsAfter, placeWords, russianGenericPlaces } from './name-cues.ts'
import { isNamedAsBody } from './organization.ts'
import { isNamedAsPerson } from './person.ts'
import type { Surroundings } from './surroundings.ts'

const placeWord = new RegExp(String.raw`(?:^|\s)(?:${placeWords})(?=\s|$)`, 'u')
const russianPlaceWord = new RegExp(String.raw`\s(?:${russianGenericPlaces})\p{L}{0,5}$`, 'u')
/** Where something is: nothing but places stands after most of these. */
const placeBefore =
  /(?:^|\s)(?:in|near|across|outside|throughout|beyond|around|towards?|into|off|north of|south of|east of|west of|via|by way of|city of|town of|village of|в|во|из|под|около|города?|через|возле|близ|вблизи|севернее|южнее|западнее|восточнее|in|à|en)\s(?:the\s)?$/iu
const oftenPlaceBefore =
  /(?:^|\s)(?:from|to|at|through|between|(?:over|through|along|across|down|up|on)\sthe|до|на|над|между|за|от|по|со?|к)\s$/iu
/** "у Паланги", but "у Репина" */
const nearPlace = /(?:^|\s)у\s$/iu
const surname = /(?:ов|ев|ёв|ин|ын|ск|цк)(?:а|ой|ого|ых)$/u
const andPlaceBefore = /(?:^|\s)(?:between|между|от|из|from)\s\p{Lu}[\p{L}-]+\s(?:and|to|и|до|в)\s$/u
/** "the river Ard", "neighbouring Osterfeld", "people of Foula" */
const genericPlaceBefore = new RegExp(
  String.raw`(?:^|\s)(?:${genericPlaces})(?:\sof)?(?:,|:)?\s(?:called\s|named\s)?$`,
  'iu',
)
/** "на озере Кайма", "со дна Ишимки", "река — Лузянка" */
const russianGenericBefore = new RegExp(
  String.raw`(?:^|[\s-])(?:${russianGenericPlaces})\p{L}{0,5}\s(?:[—–-]\s)?$`,
  'iu',
)
/** "Two villages, Old Ferrin and Marsh End, were moved": after the plural, up to here nothing but names. */
const listedPlaceBefore =
  /(?:rivers|lakes|islands|villages|towns|cities|countries|districts)(?:,|:|\ssuch as)\s(?:[\p{Lu}][\p{L}’'-]*(?:\s[\p{Lu}][\p{L}’'-]*)*(?:,\s|,?\sand\s)){0,5}$/u
/** "the ferry to Lerwick", "moved from Osterfeld", "переплыл Неман" */
const wayTowards =
  /(?:^|\s)(?:(?:ferry|train|bus|flight|road|route|trip|journey|way|line|boat|visit|return\p{L}*|flew|flies|moved?|went|came|comes?|travel\p{L}*|sail\p{L}*|drove|commute\p{L}*|sent|walked|cable)\s(?:to|from)|(?:left|reached|crossed|entered|visited)|(?:поезд|автобус|дорог|рейс|пут|парох|паром|поездк|письм|доехал|приехал|вернул|уехал|переехал|отправил|прилетел|прибыл|дошёл|дошл|переселил|прош[её]л|прошл)\p{L}*\s(?:в|до|из|на)|(?:переплы|прош[ёл]л?|пересек|пересёк|покинул|посетил|достиг|миновал|проехал)\p{L}*)\s$/iu
const placeAfter = new RegExp(String.raw`^\s(?:${placeNounsAfter})(?!\p{L})`, 'u')
const placeApposition =
  /^,\s(?:an?|the)\s(?:[\p{Ll}-]+\s){0,3}(?:village|town|city|suburb|island|district|county|province|port|valley|hamlet|resort|river|lake|capital|region)(?![\p{L}'’])/u
const placeIs =
  /^\s(?:(?:is|was)\s(?:an?|the)\s(?:[\p{Ll}-]+\s){0,3}(?:village|town|city|river|lake|island|mountain|district|region|suburb|port|county|capital)\b|[—–-]\s(?:[\p{Ll},-]+\s){0,3}(?:река|озеро|город|городок|посёлок|село|деревня|остров|станция|район|приток|гора|столица|хутор|станица|улица)(?!\p{L}))/u
const whereAfter = /^,\s(?:where|где)\s/u
/** Of a single word: what towns and countries end in, more often than people. */
const placeEnding =
  /(?:ville|burgh|burg|shire|stan|mouth|haven|chester|stead|ford|bury|wick|borough|град|бург|поль|горск)(?:[ауе]|ом|ем|я|ю)?$|ск(?:а|у|е|ом)?$|(?:\p{L}{3}[^ьйаиоуыэюя]ия|\p{L}{3}[^ьйаиоуыэюя]и[июе]|\p{L}{3}[^ьйаиоуыэюя]ией)$/u
const attributive = /(?:^|\s)an?\s$/iu

/** What the words of a name say for a place. */
export function placeByName({ name, isCommonWord }: Surroundings): number {
  const isLone = !name.includes(' ')
  return (
    (isKnownPlace(name) ? 5 : 0) +
    (placeWord.test(name) || russianPlaceWord.test(name) ? 4 : 0) +
    (isTown(name) && !isKnownPlace(name) ? townWeight(name, isLone, isCommonWord) : 0) +
    (isLone && placeEnding.test(name) && !isGivenName(name) ? 1 : 0)
  )
}

function townWeight(name: string, isLone: boolean, isCommonWord: (word: string) => boolean): number {
  if (!isLone) return isNamedAsPerson(name) ? 0.5 : 3
  return isGivenName(name) || isCommonWord(name.toLowerCase()) ? 0.5 : 2
}

/** What stands around a name that speaks for a place. */
export function placeByContext({ name, before, after }: Surroundings): number {
  const isElse = isNamedAsBody(name) || isNamedAsPerson(name)
  const own =
    (placeApposition.test(after) || placeIs.test(after) ? 4 : 0) +
    (placeAfter.test(after) && !isNamedAsBody(name) ? 2 : 0) +
    (genericPlaceBefore.test(before) || russianGenericBefore.test(before) || listedPlaceBefore.test(before)
      ? 3
      : 0)
  if (isElse) return placeAfter.test(after) || placeIs.test(after) ? own : 0
  return (
    own +
    (placeBefore.test(before) ? 1.8 : 0) +
    (oftenPlaceBefore.test(before) ? 0.8 : 0) +
    (nearPlace.test(before) && !surname.test(name) ? 0.8 : 0) +
    (/(?:^|\s)at\s$/i.test(before) ? 0.7 : 0) +
    (andPlaceBefore.test(before) ? 1 : 0) +
    (wayTowards.test(before) ? 1.5 : 0) +
    (whereAfter.test(after) ? 1.2 : 0) -
    (attributive.test(before) ? 3 : 0)
  )
}
