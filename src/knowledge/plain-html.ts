import { parseHTML } from 'linkedom'

/** A snippet of HTML, with entities and marks around what was found, as plain text on one line. */
export function plainText(html: string): string {
  const { document } = parseHTML(`<html><body>${html}</body></html>`)
  return singleSpaced(document.body.textContent ?? '')
}

export function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** An address of the web, without a name and password; some services leave the scheme out. */
export function webAddress(address: string | undefined, base?: URL): URL | undefined {
  const url = address === undefined ? null : URL.parse(address, base)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  url.username = ''
  url.password = ''
  return url
}
