import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

interface Described {
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, Answer>>
}

/** One method at one path of the document. */
export interface Operation extends Described {
  /** In capitals. */
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
}

/** What the process says of its own API, to hold its answers against. */
export class DescribedApi {
  readonly operations: readonly Operation[]
  /** What was answered: method, path of the document and status. */
  readonly seen = new Set<string>()
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  readonly #validators = new Map<object, ValidateFunction>()

  constructor({ paths }: Document) {
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({
        ...described,
        method: method.toUpperCase(),
        path,
      })),
    )
  }

  static async read(url: string): Promise<DescribedApi> {
    return new DescribedApi((await (await fetch(`${url}/openapi.json`)).json()) as Document)
  }

  /** Holds an answer against the document: its status, its kind, and each of its fields. Bodies of streams are left alone. */
  async check(method: string, path: string, response: Response): Promise<Response> {
    const operation = this.#operationAt(method, path)
    const name = `${method} ${operation?.path ?? path} ${response.status}`
    if (!operation) {
      if (/^\/(?:api|v1)\//.test(path)) expect([404, 405], name).toContain(response.status)
      return response
    }
    this.seen.add(name)
    const described = operation.responses[response.status] ?? operation.responses['default']
    expect(described, `${name} is described`).toBeDefined()
    const type = response.headers.get('content-type')?.split(';')[0]
    const content = described?.content
    if (!content) return response
    expect(Object.keys(content), name).toContain(type)
    const schema = content[type ?? '']?.schema
    if (schema && type?.endsWith('json')) this.#validate(schema, await response.clone().json(), name)
    return response
  }

  /** A path without parameters goes before one with them. */
  #operationAt(method: string, path: string): Operation | undefined {
    const [asked = ''] = path.split('?')
    const matching = this.operations.filter(
      (operation) => operation.method === method && patternOf(operation.path).test(asked),
    )
    return matching.find((operation) => operation.path === asked) ?? matching[0]
  }

  #validate(schema: object, value: unknown, name: string): void {
    const known = this.#validators.get(schema)
    const validate = known ?? this.#ajv.compile(closed(schema) as object)
    this.#validators.set(schema, validate)
    validate(value)
    expect(validate.errors ?? [], name).toEqual([])
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)
}

/** The same schema, whose objects have no field that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]))
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...parts, additionalProperties: false }
    : parts
}
