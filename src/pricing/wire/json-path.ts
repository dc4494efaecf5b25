/**
 * The value at a path of a JSON value, or undefined: `usage.prompt_tokens`; `details[modality=AUDIO].tokenCount` is that of the
 * first element with such a field; `output[type=web_search_call]#` and `queries#` count elements.
 */
export function valueAt(value: unknown, path: string): unknown {
  return stepsOf(path).reduce(stepInto, value)
}

interface Step {
  readonly name: string
  /** Which element of the array at `name` is meant, or all that count. */
  readonly key?: string | undefined
  readonly wanted?: string | undefined
  readonly isCount: boolean
}

const stepForm = /^([^[#]*)(?:\[([^=\]]+)=([^\]]+)\])?(#)?$/
/** The paths are written in this folder's tables: few, and asked for at every event of every stream. */
const knownSteps = new Map<string, readonly Step[]>()

function stepsOf(path: string): readonly Step[] {
  const known = knownSteps.get(path)
  if (known) return known
  const steps = path.split('.').map((text): Step => {
    const [, name = '', key, wanted, counts] = stepForm.exec(text) ?? []
    return { name, key, wanted, isCount: counts !== undefined }
  })
  knownSteps.set(path, steps)
  return steps
}

function stepInto(value: unknown, { name, key, wanted, isCount }: Step): unknown {
  const field = fieldOf(value, name)
  if (key === undefined && !isCount) return field
  if (!Array.isArray(field)) return undefined
  const chosen = key === undefined ? field : field.filter((item) => String(fieldOf(item, key)) === wanted)
  return isCount ? chosen.length : chosen[0]
}

/** A field of what may be an object, or an element of what may be an array. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

const plainNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i

/** A number, also one that is written as text, as an exact decimal; undefined for anything else. */
export function decimalIn(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : ''
  return plainNumber.test(text) ? text : undefined
}
