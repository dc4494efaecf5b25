import { stem } from '../text/stems.ts'

/**
 * What questions call a measure by a name that its figures do not have: `how much money` is answered by `1.9 million euros`.
 */
const measures: readonly { readonly names: string; readonly figure: RegExp }[] = [
  {
    names: 'money cash amount sum деньги денег средства средств сумма суммы',
    figure:
      /[$€£¥₽]\s?\d|\d[\d.,\s]*(?:thousand|million|billion|тыс|млн|млрд|миллион|миллиард)?\p{L}*\.?\s?(?:[$€£¥₽]|(?:dollar|euro|pound|cent|crown|franc|yen|ruble|rouble|рубл|евро|доллар|копе[ей]к|крон|франк|гривен|гривн)\p{L}*|usd|eur|rub|руб\b)/iu,
  },
  {
    names: 'time время времени',
    figure:
      /(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half an)|(?:один|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять))\p{L}*[\s-](?:second|minute|hour|day|week|month|year|секунд|минут|час|дн|день|недел|месяц|год|лет)/iu,
  },
]

let byForm: readonly { readonly forms: readonly string[]; readonly figure: RegExp }[] | undefined

/** The names of the measures, in the form in which words are compared, that a sentence has a figure of. */
export function measuresIn(sentence: string): readonly string[] {
  byForm ??= measures.map(({ names, figure }) => ({
    forms: names.split(' ').map((name) => stem(name)),
    figure,
  }))
  return byForm.flatMap(({ forms, figure }) => (figure.test(sentence) ? forms : []))
}
