/** Such as stand for who or what the sentence before has named, in English and Russian. */
const opening =
  /^[“"«'(]?(?:(?:It|He|She|They|Its|His|Her|Their)\b|(?:Он|Она|Оно|Они|Его|Её|Ее|Их)(?!\p{L}))/u

/** Whether a sentence begins with somebody or something that only the sentence before names. */
export function opensWithPronoun(sentence: string): boolean {
  return opening.test(sentence)
}
