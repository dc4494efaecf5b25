import { fieldOf } from './json-path.ts'

/** A name by which OpenRouter can be asked for one call: https://openrouter.ai/docs/api-reference/get-a-generation (2026-11). */
const nameForm = /^gen-[\w-]{1,100}$/

export function callNameInHeaders(headers: Readonly<Record<string, string>>): string | undefined {
  return nameIn(headers['x-generation-id'])
}

export function callNameIn(body: unknown): string | undefined {
  return nameIn(fieldOf(body, 'id'))
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && nameForm.test(value) ? value : undefined
}
