/** The romanisation of BGN/PCGN, which GeoNames follows, the longest first: https://www.gov.uk/government/publications/romanization-systems (2026-11). */
const letters: readonly (readonly [RegExp, string])[] = [
  [/shch/g, 'щ'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/kh/g, 'х'],
  [/zh/g, 'ж'],
  [/ts/g, 'ц'],
  [/yu/g, 'ю'],
  [/ya/g, 'я'],
  [/ye/g, 'е'],
  [/yë/g, 'ё'],
  [/yy(?![a-z])/g, 'ый'],
  [/iy(?![a-z])/g, 'ий'],
  [/(?<=[aeiouëаеиоуыэюяё])y/g, 'й'],
  [/y/g, 'ы'],
  [/[’'”"]/g, 'ь'],
]
const single = new Map(
  Object.entries(
    Object.fromEntries(
      [...'abvgdeëziklmnoprstuf'].map((letter, index) => [letter, 'абвгдеёзиклмнопрстуф'[index] ?? '']),
    ),
  ),
)

/** A Russian town in Cyrillic letters: `Timashëvsk` is `Тимашёвск`. What was э is е, as it is in the romanisation. */
export function russianTown(latin: string): string {
  let name = latin.toLowerCase()
  for (const [from, to] of letters) name = name.replace(from, to)
  name = name.replace(/[a-zë]/g, (letter) => single.get(letter) ?? letter)
  return name.replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase())
}
