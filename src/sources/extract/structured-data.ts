import type { HtmlDocument } from './html-document.ts'

/** What a page's JSON-LD says of the article on it. */
export interface StructuredData {
  readonly headline?: string
  readonly authors: readonly string[]
  readonly published?: string
  /** The text itself, where a page gives it whole. */
  readonly body?: string
}

/** Types that are an article, or stand for one (https://schema.org/CreativeWork, 2026-11). */
const articleType =
  /(?:Article|BlogPosting|Report|Posting|Review|Recipe|PodcastEpisode|VideoObject|CreativeWork|WebPage|Thesis|Book)$/
const mostScripts = 20

/** Reads `application/ld+json` scripts: single objects, lists, and what stands in a `@graph`. Broken ones are passed over. */
export function structuredDataOf(page: HtmlDocument): StructuredData {
  const objects = objectsOf(page)
  const names = new Map(
    objects.flatMap((object) => (isText(object['@id']) ? [[object['@id'], object] as const] : [])),
  )
  const articles = objects
    .filter((object) => typesOf(object).some((type) => articleType.test(type)))
    // Articles before the page around them.
    .toSorted((one, other) => Number(isPage(one)) - Number(isPage(other)))
  const published = articles.map(({ datePublished }) => datePublished).find(isText)
  const headline = articles.map(({ headline, name }) => headline ?? name).find(isText)
  const authors = articles
    .map(({ author, creator }) => namesIn(author ?? creator, names))
    .find(({ length }) => length > 0)
  const body = articles.map(({ articleBody }) => articleBody).find(isText)
  return {
    authors: authors ?? [],
    ...(body && { body }),
    ...(published && { published }),
    ...(headline && { headline }),
  }
}

/** Names of the types of all that a page's JSON-LD describes, such as `NewsArticle`. */
export function structuredTypesOf(page: HtmlDocument): readonly string[] {
  return objectsOf(page).flatMap(typesOf)
}

function objectsOf(page: HtmlDocument): readonly JsonObject[] {
  const scripts = [...page.querySelectorAll('script[type="application/ld+json"]')].slice(0, mostScripts)
  return scripts.flatMap(({ textContent }) => objectsIn(parsed(textContent), 0))
}

type JsonObject = Readonly<Record<string, unknown>>

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\s*<!--|-->\s*$/g, ''))
  } catch {
    return undefined
  }
}

/** Objects of the outer levels: lists of them, and graphs. */
function objectsIn(value: unknown, depth: number): JsonObject[] {
  if (depth > 3) return []
  if (Array.isArray(value)) return value.flatMap((item) => objectsIn(item, depth + 1))
  if (!isObject(value)) return []
  return [value, ...objectsIn(value['@graph'], depth + 1), ...objectsIn(value['mainEntity'], depth + 1)]
}

function namesIn(value: unknown, known: ReadonlyMap<string, JsonObject>): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, known))
  if (isText(value)) return [value]
  if (!isObject(value)) return []
  if (isText(value['name'])) return [value['name']]
  const referred = isText(value['@id']) ? known.get(value['@id']) : undefined
  return referred && isText(referred['name']) ? [referred['name']] : []
}

function typesOf(object: JsonObject): string[] {
  const type = object['@type']
  return (Array.isArray(type) ? type : [type]).filter(isText)
}

function isPage(object: JsonObject): boolean {
  return typesOf(object).some((type) => type.endsWith('WebPage'))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
