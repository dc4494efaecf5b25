/** `[text](https://…)`, `[text](<https://…> "title")`: the address is what counts. */
const markdownLink = /\[[^\]]*\]\(\s*<?((?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+"[^"]*")?\s*\)/g
/** An address of the web, up to where it cannot go on; `||` ends a spoiler, a comma before another address a list's item. */
const webAddress = /https?:[\\/]+(?:(?!\|\||[,;|]https?:[\\/])[^\s<>"`])+/gi
/** Between addresses without a scheme. */
const betweenAddresses = /\s+|[,;|](?=(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/:?#,;|\s]|$))/u
/** What is written around addresses, and cannot be seen. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/**
 * `example.com/article`, `www.example.com`, `пример.рф`; with `name:password@` before it, so that it is seen and refused. The last part of
 * a host has letters only: numbers and abbreviations are no hosts.
 */
const bareAddress =
  /^(?!mailto:)(?:[^\s/@:]+:[^\s/@]*@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,}|xn--[a-z0-9-]+))(?::\d{1,5})?([/?#]\S*)?$/iu
/** Endings that are of files far more often than of hosts. */
const fileEndings = new Set(
  `txt text md markdown pdf html htm xhtml doc docx odt rtf epub csv tsv json xml yaml yml log srt vtt ass mp3 m4a wav ogg oga opus flac
  mp4 m4v mov webm mkv avi jpg jpeg png gif webp svg zip gz tar js ts jsx tsx py exe`.split(/\s+/),
)
/** Endings of hosts that are believed within a sentence, too. */
const usualEndings = /^(?:com|net|org|edu|gov|info|app|dev|blog|news|wiki|[a-z]{2}|рф|xn--[a-z0-9-]+)$/i

/**
 * The web addresses in what somebody has pasted, as they are written, in their order, without the marks around them: of Markdown and
 * Discord, quotation marks, brackets and the punctuation of a sentence. Addresses without `https://` count where there is none with it,
 * and come with it.
 */
export function findLinks(pasted: string): readonly string[] {
  const links: string[] = []
  const rest = pasted.replace(invisible, '').replace(markdownLink, (whole, address: string) => {
    if (!/^https?:/i.test(address)) return whole
    links.push(address)
    return ' '
  })
  for (const { 0: address } of rest.matchAll(webAddress)) links.push(withoutMarks(address))
  return links.length > 0 ? links : bareLinks(rest)
}

function bareLinks(text: string): readonly string[] {
  const words = text.split(betweenAddresses).map((word) => withoutMarks(word.replace(/^[\p{P}\p{S}]+/u, '')))
  const tokens = words.filter(Boolean)
  return tokens
    .filter((token) => isBareAddress(token, tokens.length === 1))
    .map((token) => `https://${token}`)
}

function isBareAddress(token: string, isAlone: boolean): boolean {
  const [, host = '', ending = '', path = ''] = bareAddress.exec(token) ?? []
  if (host === '') return false
  if (path !== '' || host.toLowerCase().startsWith('www.')) return true
  return !fileEndings.has(ending.toLowerCase()) && (isAlone || usualEndings.test(ending))
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const marks = new Set('.,;:!?\'"*~|`<>…’”»›“‘«。，、！？；：）】」』'.split(''))

/** Without what closes a sentence, a bracket or a mark that was opened before the address. */
function withoutMarks(address: string): string {
  let text = address
  for (;;) {
    const last = text.at(-1) ?? ''
    const opener = closing[last]
    const isUnopened = opener !== undefined && text.split(last).length > text.split(opener).length
    if (!isUnopened && !marks.has(last)) return text
    text = text.slice(0, -1)
  }
}
