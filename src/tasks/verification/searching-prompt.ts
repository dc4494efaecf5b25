import { fenced, fencedIsData } from '../fenced-text.ts'

/** Asks a model that searches the web for what speaks for or against a claim: a line for each page, with its words, its day and its citation. */
export function searchingPrompt(claim: string, limit: number): string {
  return [
    `Search the web once for pages that speak for or against this claim:\n${fenced('claim', claim)}`,
    `Write one line for each of at most ${limit} pages that speak of what the claim is about, whether they agree with it or not: the sentence of the page ` +
      'that says so, word for word, between double quotation marks; the day on which the page was published as (YYYY-MM-DD), if the page tells ' +
      'it; and the citation of the page. Write nothing else. Where no page speaks of it, write nothing at all.',
    fencedIsData,
  ].join('\n\n')
}
