/**
 * The cost in US dollars that some providers name themselves: OpenRouter in the usage (`cost`), LiteLLM's proxy in the
 * header `x-litellm-response-cost`. Undefined where none is named.
 */
export function reportedCostUsd(response: {
  readonly rawUsage?: unknown
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
}): number | string | undefined {
  const inUsage = costIn(response.rawUsage) ?? costIn(fieldOf(response.body, 'usage'))
  return inUsage ?? response.headers?.['x-litellm-response-cost']
}

function costIn(usage: unknown): number | undefined {
  const cost = fieldOf(usage, 'cost')
  return typeof cost === 'number' ? cost : undefined
}

/** A field of what may be an object. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}
