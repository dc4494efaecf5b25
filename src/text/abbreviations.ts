const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** What follows belongs to them. Case counts, because "18 ms." ends a sentence and "Ms." does not. */
const beforeNames = words(
  'Dr Mr Mrs Ms Mx Prof Rev Hon St Mt Ft Gen Adm Sen Rep Gov Lt Col Capt Cmdr Sgt Maj Pres Messrs Mme Mlle Sra Srta Herr Fr Dept ' +
    'vs v eg ie cf viz approx bzw ca zB ул пер пл пос проф акад доц напр тов гр ср те тк тн',
)

/** These go on only with a number: "No. 5", "Fig. 3", "Jan. 4", "д. 7". */
const beforeNumbers = words(
  'no nos nr fig figs vol pp p ch eq sec art jan feb mar apr jun jul aug sep sept oct nov dec стр п ст гл рис табл д кв корп тел',
)

/** These may end a sentence: they do when a typical opening word follows. */
const sometimesFinal = words('inc ltd co corp jr sr us uk eu un usa phd им см рис табл обл')

/** After a figure they close it, and a new sentence may begin: "в 2021 г.", "XIX в.", "5 см.", "в 44 г. до н. э." */
const afterFigures = words('г гг в вв см м км кг л руб коп тыс млн млрд чел шт мин сек')

/** A time of day ends a sentence unless the day or the zone follows. */
const timesOfDay = words('am pm')
const afterTimes =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:[ECMP][SD]?T|GMT|UTC|CES?T|BST|Eastern|Central|Pacific)\b/

const openingWords = words(
  'the a an it its he his she her they their we our i you in on at by for from with but and or so yet this that these those there here ' +
    'when while after before as if since although though however meanwhile then now what who why how some many most all no not one ' +
    'в во на он она они оно это этот эта эти но и а по с со за для из от до о об к ко у под над при без через между среди после когда как ' +
    'если что кто где потом затем также так кроме однако поэтому тогда теперь сейчас все всё мы вы я ты его её ее их там здесь тем не ни ' +
    'уже ещё еще только даже многие некоторые один одна',
)

/** "am 1. Januar" */
const germanMonth = /^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/

/** So many words make a sentence: "В 1703 г." with less before it only begins one. */
const leastWords = 4

/**
 * Whether `before` ends in an abbreviation or an initial, so that `after` goes on with the same sentence. `before` is the sentence
 * so far, or its last hundred characters.
 */
export function endsInAbbreviation(before: string, after: string): boolean {
  const last = /(?:^|[\s("“«[])([\p{L}.-]+)\.$/u.exec(before)?.[1]
  if (last === undefined)
    return /^\d{1,3}\.$/.test(before) || (/\s\d{1,2}\.$/.test(before) && germanMonth.test(after))
  const plain = last.replaceAll('.', '')
  const lower = plain.toLowerCase()
  const isNamed = beforeNames.has(plain) || (/\p{Script=Cyrillic}/u.test(plain) && beforeNames.has(lower))
  if (isNamed || /(?:^|\s)т\.\s[екн]\.$/.test(before)) return true
  if (beforeNumbers.has(lower) && /^\d/.test(after)) return true
  if (/[\dXVI]\s?\p{L}{1,4}\.$/u.test(before) && afterFigures.has(plain)) return isShort(before)
  if (plain === 'г') return true
  if (timesOfDay.has(lower) && last.includes('.')) return afterTimes.test(after)
  const isInitial = /^\p{Lu}$/u.test(last) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(last)
  if (isInitial && /^\p{Lu}\.(?!\p{Ll})/u.test(after)) return true
  if (!isInitial && !sometimesFinal.has(lower)) return false
  const opening = /^["“«'(]*([\p{L}]+)/u.exec(after)?.[1]
  return opening !== undefined && !openingWords.has(opening.toLowerCase())
}

function isShort(before: string): boolean {
  return before.trim().split(/\s+/).length < leastWords
}
