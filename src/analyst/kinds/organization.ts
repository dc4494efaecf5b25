import { isKnownOrganisation } from './known-organisations.ts'
import { bodyNouns, organisationWords } from './name-cues.ts'
import type { Surroundings } from './surroundings.ts'

const organisationWord = new RegExp(String.raw`(?:^|\s)(?:${organisationWords})\.?(?=\s|$)`, 'u')
const partnership = /\p{L}\s&\s\p{L}/u
/** "Минприроды", "Ростехнадзор", "Россельхозбанк", "Сибподводстрой": put together of beginnings. */
const blend =
  /^(?:Мин(?:природ|здрав|обр|фин|культ|транс|сель|спорт|цифр|юст|труд|эконом|энерг|пром|строй|обороны|ист)\p{L}*|(?:Рос|Гос|Обл|Гор|Глав|Мос|Лен|Сиб|Урал|Дальне?|Волг[ао]|Сев|Юж|Деп|Цент[рор]*)\p{Ll}*(?:надзор|банк|трест|строй|пром|нефть|газ|энерго|транс|связь|телеком|авто|авиа|стат|природа|здрав|обр|культ|имущество|реестр|дума|суд|агро|снаб|торг|сталь|мед|фонд|архив|космос|атом|тех)(?:а|у|ом|е|ом|и|ем)?|\p{Lu}\p{Ll}+(?:надзор|банк|строй|пром|трест|нефть|энерго|транс|телеком|авиа|водоканал|снаб|торг|сталь|маш|завод|центр|уголь|газ|цемент|химия|химик)(?:а|у|ом|е)?)$/u
/** Where it follows what a body is called, it may as well be the place of the body: "в магазинах Тюмени". */
const unquotedCyrillic = /^\p{Script=Cyrillic}/u
const acronym = /^\p{Lu}{2,5}$/u
const bodyBefore = new RegExp(
  String.raw`(?:^|[\s-])(?:(?:joined|founded)\s|(?:${bodyNouns})(?:,|\scalled|\snamed|\sby\sthe\sname\sof|\sпод\sназванием)?\s)(?:the\s)?[«“"]?$`,
  'iu',
)
const bodyAfter =
  /^,\s(?:(?:an?|the|its|his|her|their|whose|\p{Lu}\p{L}+['’]s)\s)?(?:[\p{Ll}-]+\s){0,2}(?:company|firm|start-?up|maker|group|charity|agency|university|bank|newspaper|magazine|non-?profit|think tank|brand|insurer|retailer|operator|chain|consultancy|carrier|club|publisher|developer|manufacturer|supplier|dairy|airline|bakery|brewery|union|party|broadcaster|museum|watchdog|regulator|ministry)\b/u
const bodyIs =
  /^\s(?:(?:is|was)\san?\s(?:[\p{Ll}-]+\s){0,3}(?:company|firm|charity|bank|agency|newspaper|band|club|party|retailer|manufacturer|airline|union|university)\b|[—–-]\s(?:\p{Ll}+\s){0,3}(?:компания|фирма|банк|фонд|завод|клуб|партия|газета|организация|сеть|предприятие|издательство|университет|институт)(?!\p{L}))/u
/** What is owned, paid and employed by bodies. */
const ownBefore =
  /(?:^|\s)(?:(?:engineers|researchers|scientists|chemists|physicists|analysts?|economists?|professor|lecturer|lawyers|managers?|nurses|doctors|staff|employees|workers)\sat|(?:head|boss|chairman|chairwoman|founder|owner|ceo|director|shareholders?)\sof|owned by|funded by|run by|made by|backed by|paid (?:for )?by|sold by|sold to|shares (?:of|in)|staff (?:of|at)|employees (?:of|at)|workers at|warehouse of|factory of|branch of|subsidiary of|customers? (?:of|include)|clients (?:of|include)|(?:makers?|companies|firms|investors|banks|retailers|brands) (?:such as|like|including)|spokes\p{L}+ (?:for|of)|works? for|worked for|contract with|(?:its|their|the) (?:rival|parent|competitor|subsidiary|supplier|partner)|flight of|plane of|investment from|такие как|в составе|акции|сотрудник\p{L}*|работник\p{L}*|пресс-служб\p{L}*|заказчик\p{L}*\s—)\s(?:the\s)?$/iu
const actsAfter =
  /^(?:,[^,]{1,80},)?\s(?:(?:has|had|have|must|will|would|may)\s(?:\p{Ll}+\s)?)?(?:sued|sue|merged?|acquired?|employs?|launch(?:es|ed)?|announced?|sells?|produces?|manufactures|blamed|hired|operates?|plans? to|reported (?:a|profits?|sales)|shares\b|shipped|owns?|pays? for|paid for|sponsor(?:s|ed)|выпуска\p{L}+|производ\p{L}+|выделил\p{L}*|купил\p{L}*|вложил\p{L}*|построил\p{L}*|объявил\p{L}*|сократил\p{L}*|поставля\p{L}+|предоставил\p{L}*|разработал\p{L}*|оштрафовал\p{L}*|заплатил\p{L}*|финансир\p{L}+)(?!\p{L})/u

/** "Credit Vaud cut its rating" */
const itsAfter =
  /^(?:\s\p{Ll}+){1,3}\sits\s|^\s(?:fell|rose|gained|lost|jumped|dropped|slid|climbed)\s(?:by\s)?\d/u
const saysAfter =
  /^\s(?:said|says|announced|confirmed|warned|denied|agreed|сообщил[аио]?|заявил[аио]?|подтвердил[аио]?|объявил[аио]?)(?!\p{L})/u
/** "OpenGrid", "ScotRail": a capital within. */
const innerCapital = /\p{Ll}\p{Lu}\p{Ll}/u

/** Whether a word of the name is one that bodies have in theirs. */
export function isNamedAsBody(name: string): boolean {
  return organisationWord.test(name) || partnership.test(name)
}

/** "Tidemark Ventures", "Kestrel Semiconductor", "Age Concern" */
function endsInCommonWord({ name, isCommonWord }: Surroundings): boolean {
  const [, ...others] = name.split(' ')
  return isCommonWord((others.at(-1) ?? '').toLowerCase())
}

/** What the words of a name say for a body. */
export function bodyByName(surroundings: Surroundings): number {
  const { name } = surroundings
  return (
    (organisationWord.test(name) ? 6 : 0) +
    (partnership.test(name) ? 4 : 0) +
    (acronym.test(name) ? 2.5 : 0) +
    (isKnownOrganisation(name) ? 6 : 0) +
    (blend.test(name) ? 4 : 0) +
    (innerCapital.test(name) && !/^(?:Mc|Mac|De|Le|La|Van|O['’])\p{Lu}/u.test(name) ? 2 : 0) +
    (endsInCommonWord(surroundings) ? 1.2 : 0)
  )
}

/** What stands around a name that speaks for a body. */
export function bodyByContext({ name, before, after }: Surroundings): number {
  return (
    (bodyBefore.test(before) ? (unquotedCyrillic.test(name) && !/[«“"]$/.test(before) ? 1.2 : 2.5) : 0) +
    (bodyAfter.test(after) || bodyIs.test(after) ? 4 : 0) +
    (ownBefore.test(before) ? 1.8 : 0) +
    (itsAfter.test(after) ? 0.8 : 0) +
    (!name.includes(' ') && (actsAfter.test(after) || saysAfter.test(after)) ? 1.2 : 0) +
    (/[«“"]$/.test(before) && /^[»”"]/.test(after) && !name.includes(' ') ? 1 : 0)
  )
}
