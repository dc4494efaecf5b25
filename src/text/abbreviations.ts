/** Titles and the like: what follows belongs to them. Case counts, because "18 ms." ends a sentence and "Ms." does not. */
const beforeNames = new Set(
  (
    'Dr Mr Mrs Ms Mx Prof Rev Hon St Gen Sen Rep Gov Lt Col Capt Cmdr Sgt Maj Pres Messrs Mme Mlle Sra Srta Herr Fr Dept ' +
    'vs eg ie cf approx bzw ca zB им ул рис табл см ср гр проф акад доц напр тов'
  ).split(' '),
)

/** These go on only with a number: "No. 5", "Fig. 3", "Jan. 4". */
const beforeNumbers = new Set(
  'no nos nr fig figs vol pp p ch eq sec art jan feb mar apr jun jul aug sep sept oct nov dec стр п ст'.split(
    ' ',
  ),
)

/** These may end a sentence: they do when a typical opening word follows. */
const sometimesFinal = new Set('inc ltd co corp jr sr us uk eu un am pm usa phd'.split(' '))

const openingWords = new Set(
  (
    'the a an it its he she his her they their we our i you in on at by for from with but and or so yet this that these those there here ' +
    'when while after before as if since although though however meanwhile then now what who why how some many most all no not one ' +
    'в на он она они оно это но и а по с за для из после когда как если'
  ).split(' '),
)

/** "am 1. Januar" */
const germanMonth = /^(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/

/** Whether `before` ends in an abbreviation or an initial, so that `after` goes on with the same sentence. */
export function endsInAbbreviation(before: string, after: string): boolean {
  const last = /(?:^|[\s("“«[])([\p{L}.-]+)\.$/u.exec(before)?.[1]
  if (last === undefined)
    return /^\d{1,3}\.$/.test(before) || (/\s\d{1,2}\.$/.test(before) && germanMonth.test(after))
  const plain = last.replaceAll('.', '')
  if (beforeNames.has(plain)) return true
  if (beforeNumbers.has(plain.toLowerCase()) && /^\d/.test(after)) return true
  const isInitial = /^\p{Lu}$/u.test(last) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(last)
  if (!isInitial && !sometimesFinal.has(plain.toLowerCase())) return false
  const opening = /^["“«'(]*([\p{L}]+)/u.exec(after)?.[1]
  return opening !== undefined && !openingWords.has(opening.toLowerCase())
}
