import type { Mention } from './reading.ts'

const number = String.raw`\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?`
const scale = String.raw`(?:\s?(?:thousand|million|billion|trillion|bn|[mkMKB]\b|тыс(?:\.|яч\p{L}*)?|млн|млрд|миллион\p{L}*|миллиард\p{L}*|Millionen|Milliarden|millions?|milliards?|millones|milioni|miliardi))?`
const currencySign = String.raw`(?:(?:US|A|C|NZ)?\$|€|£|¥|₽|₴|₹|zł)`
const currencyName = String.raw`(?:dollars?|euros?|pounds?|rubles?|roubles?|yen|yuan|francs?|cents|pesos?|рубл\p{L}*|руб\.?|доллар\p{L}*|евро|гривен\p{L}*|USD|EUR|GBP|RUB|CHF|Euro|元|円|万元|亿元)`

const money = new RegExp(
  `${currencySign}\\s?${number}${scale}|${number}${scale}\\s?(?:${currencySign}|${currencyName}(?![\\p{L}]))`,
  'gu',
)
const percentage = new RegExp(
  `${number}(?:\\s?[%％]|\\s(?:percent|per cent|процент\\p{L}*|Prozent|pour cent|por ciento)(?![\\p{L}]))`,
  'gu',
)

/** Sums of money and percentages, as they are written. */
export function amountMentions(sentence: string): Mention[] {
  return [...sentence.matchAll(money), ...sentence.matchAll(percentage)].map(([name]) => ({
    name,
    evidence: { amount: 10 },
    isWeak: false,
  }))
}

const monthBeginnings =
  'янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|jan|fév|feb|mär|mar|apr|avr|abr|mai|may|mag|jun|juin|jul|juil|ag|aug|août|sep|set|okt|oct|ott|out|nov|dez|déc|dic|dec|gen|ene|giu|lug|kwie|maj|czer|lip|sier|wrze|paź|lis|gru|sty|lut'
const dayAndMonth = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d{1,2}\\.?(?:er)?\\s(?:de\\s)?(?:${monthBeginnings})\\p{L}*(?:\\s(?:de\\s)?\\d{4})?(?![\\p{L}\\p{N}])`,
  'giu',
)
const numericDate =
  /(?<!\d)(?:\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?!\d)/gu

/** Calendar dates with a day or as ISO, in the languages whose month names are known; English has a tagger for them. */
export function calendarMentions(sentence: string): Mention[] {
  return [...sentence.matchAll(dayAndMonth), ...sentence.matchAll(numericDate)].map(([name]) => ({
    name,
    evidence: { date: 10 },
    isWeak: false,
  }))
}
