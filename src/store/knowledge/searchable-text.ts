const eastAsianRuns =
  /[[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script_Extensions=Hangul}]&&\p{L}]+/gv

/**
 * A text as its words are indexed and looked for: compatible forms of characters made the same, ё as е, and runs of
 * Chinese, Japanese and Korean as overlapping pairs of characters, because they have no spaces between words:
 * `東京都` becomes `東京 京都 都`. The last character stands alone, so that each can be found by itself.
 */
export function searchableText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .replaceAll('ё', 'е')
    .replaceAll('Ё', 'Е')
    .replace(eastAsianRuns, (run) => ` ${characterPairs(run).join(' ')} `)
}

function characterPairs(run: string): readonly string[] {
  const characters = [...run]
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}
