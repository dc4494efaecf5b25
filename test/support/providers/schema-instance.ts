import { asArray, asNumber, asObject, asText, isObject, type JsonObject } from './json-shape.ts'
import { sourceSentences } from './source-sentences.ts'

/** How deep a schema that refers to itself is followed before optional parts are left out. */
const depthLimit = 8

const stringsByFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-02T03:04:05Z',
  date: '2026-01-02',
  time: '03:04:05Z',
  duration: 'PT1H',
  email: 'reader@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

/**
 * Builds an instance of a JSON schema, always the same one for the same schema and prompt. Lists get two items where
 * they may, numbers are 1, optional properties are present. Strings named `quote` are sentences of the
 * prompt's source text, the next one each time. `pattern` is not honoured.
 */
export function schemaInstance(schema: unknown, prompt: string): unknown {
  return new InstanceBuilder(asObject(schema), sourceSentences(prompt)).build(schema, '', 0)
}

class InstanceBuilder {
  readonly #root: JsonObject
  readonly #sentences: readonly string[]
  #quotes = 0

  constructor(root: JsonObject, sentences: readonly string[]) {
    this.#root = root
    this.#sentences = sentences
  }

  build(schema: unknown, name: string, depth: number): unknown {
    const node = this.#resolve(asObject(schema))
    if ('const' in node) return node['const']
    if (Array.isArray(node['enum'])) return node['enum'][0]
    const type = asArray(node['type']).find((each) => each !== 'null') ?? node['type']
    if (type === 'array') return this.#list(node, name, depth)
    if (type === 'object' || isObject(node['properties'])) return this.#object(node, depth)
    if (type === 'number' || type === 'integer') return numberWithin(node)
    if (type === 'boolean') return true
    if (type === 'null') return null
    return this.#text(node, name)
  }

  /** Follows references, takes the first alternative that is not null, and joins `allOf`. */
  #resolve(node: JsonObject): JsonObject {
    const reference = asText(node['$ref'])
    if (reference.startsWith('#')) {
      const path = reference.slice(1).split('/').filter(Boolean)
      return this.#resolve(asObject(path.reduce<unknown>((at, key) => asObject(at)[key], this.#root)))
    }
    const alternatives = [...asArray(node['anyOf']), ...asArray(node['oneOf'])].map(asObject)
    const chosen = alternatives.find(({ type }) => type !== 'null')
    if (chosen) return this.#resolve(chosen)
    const parts = asArray(node['allOf']).map((part) => this.#resolve(asObject(part)))
    const properties = Object.assign({}, ...[node, ...parts].map((part) => part['properties']))
    return parts.length === 0 ? node : { ...Object.assign({}, ...parts), ...node, properties }
  }

  #object(node: JsonObject, depth: number): JsonObject {
    const required = asArray(node['required'])
    const wanted = Object.entries(asObject(node['properties'])).filter(
      ([name]) => depth < depthLimit || required.includes(name),
    )
    return Object.fromEntries(wanted.map(([name, schema]) => [name, this.build(schema, name, depth + 1)]))
  }

  #list(node: JsonObject, name: string, depth: number): readonly unknown[] {
    const fewest = asNumber(node['minItems']) ?? 0
    const usual = depth < depthLimit ? Math.min(2, asNumber(node['maxItems']) ?? 2) : 0
    return Array.from({ length: Math.max(fewest, usual) }, () => this.build(node['items'], name, depth + 1))
  }

  #text(node: JsonObject, name: string): string {
    const formatted = stringsByFormat[asText(node['format'])]
    if (formatted !== undefined) return formatted
    if (/quote/i.test(name)) return this.#nextQuote()
    if (/^lang(uage)?$/i.test(name)) return 'en'
    if (/^ur[il]$/i.test(name)) return 'https://example.com/'
    const text = `A short ${name === '' ? 'answer' : name} of the source.`
    const padded = text.padEnd(asNumber(node['minLength']) ?? 0, '.')
    return padded.slice(0, asNumber(node['maxLength']) ?? padded.length)
  }

  #nextQuote(): string {
    const quote = this.#sentences[this.#quotes % this.#sentences.length] ?? ''
    this.#quotes += 1
    return quote
  }
}

function numberWithin(node: JsonObject): number {
  const step = asNumber(node['multipleOf']) ?? (node['type'] === 'integer' ? 1 : 0.5)
  const above = asNumber(node['exclusiveMinimum'])
  const below = asNumber(node['exclusiveMaximum'])
  const least = asNumber(node['minimum']) ?? (above === undefined ? -Infinity : above + step)
  const most = asNumber(node['maximum']) ?? (below === undefined ? Infinity : below - step)
  return Math.min(Math.max(1, least), most)
}
