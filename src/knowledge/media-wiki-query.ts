/** The longest query that CirrusSearch takes (CirrusSearchMaxFullTextQueryLength, 2026-11). */
const maxQueryCharacters = 300

/** Extracts of one answer (prop=extracts, exlimit, 2026-11). */
export const maxResults = 20

/**
 * Text as a query of plain words. Outside of words everything may be an operator (`intitle:`, `-word`, `"…"`, `insource:/…/`), and
 * the text is a stranger's. At most 300 characters, cut between words; '' when it has no words.
 */
export function plainQuery(text: string): string {
  const words =
    text
      .toWellFormed()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu) ?? []
  let query = ''
  for (const word of words) {
    const longer = query === '' ? word : `${query} ${word}`
    if (longer.length > maxQueryCharacters) break
    query = longer
  }
  return query
}

/**
 * The address of api.php. `{language}` stands for the first part of a language tag, `en` when there is none; an address without
 * a path is a site whose api.php is at Wikipedia's place.
 *
 * @throws {TypeError} when it is no http(s) address.
 */
export function apiAddress(template: string, language = ''): URL {
  const code = /^([a-z]{2,3})(?:-|$)/i.exec(language)?.[1]?.toLowerCase()
  const spoken = code === undefined || code === 'und' ? 'en' : code
  const url = new URL(template.replaceAll('{language}', spoken))
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new TypeError(`Expected an http(s) address of a MediaWiki, got ${template}.`)
  if (url.pathname === '/') url.pathname = '/w/api.php'
  return url
}

/**
 * One request for both what was found where (list=search: snippets around the words) and what the pages are about (generator=search:
 * their introductions and addresses). No `origin`: that is for scripts in browsers.
 * See https://www.mediawiki.org/wiki/API:Search and https://www.mediawiki.org/wiki/Extension:TextExtracts (2026-11).
 */
export function searchAddress(api: URL, query: string, limit: number): URL {
  const url = new URL(api)
  const parameters: Readonly<Record<string, string>> = {
    action: 'query',
    format: 'json',
    formatversion: '2',
    list: 'search',
    srsearch: query,
    srlimit: String(limit),
    srprop: 'snippet',
    srinfo: '',
    generator: 'search',
    gsrsearch: query,
    gsrlimit: String(limit),
    gsrinfo: '',
    prop: 'extracts|info',
    exintro: '1',
    explaintext: '1',
    exchars: '1200',
    exlimit: String(maxResults),
    inprop: 'url',
    // Asks a server whose copies lag more than 5 s behind to refuse: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
    maxlag: '5',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}
