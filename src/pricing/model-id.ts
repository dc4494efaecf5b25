/** A model as settings and reports name it: `<provider>:<model>`, such as `openai:gpt-5`. */
export interface ModelId {
  readonly provider: string
  readonly model: string
}

/** Splits at the first colon, so that `compatible:llama3:8b` is the model `llama3:8b`; undefined when a part is missing. */
export function parseModelId(text: string): ModelId | undefined {
  const colon = text.indexOf(':')
  const provider = text.slice(0, Math.max(colon, 0)).trim()
  const model = text.slice(colon + 1).trim()
  return provider && model ? { provider, model } : undefined
}

/** Who does the work that is done on this machine itself: nobody's service, whose calls and tokens are counted apart. */
export const localProvider = 'local'

export function formatModelId({ provider, model }: ModelId): string {
  return `${provider}:${model}`
}
