/** Discord's limit: https://discord.com/developers/docs/components/reference (2026-11) */
const customIdMaxCharacters = 100

/** What a button, menu or form does, and on what: `cancel` of `wf_1`. */
export interface ComponentAction {
  readonly action: string
  readonly arguments: readonly string[]
}

/** @throws {RangeError} when it does not fit into an id, or a part has the separator in it. */
export function encodeCustomId({ action, arguments: parts }: ComponentAction): string {
  const id = [action, ...parts].join('|')
  if (id.length > customIdMaxCharacters || [action, ...parts].some((part) => part.includes('|')))
    throw new RangeError(`Not a custom id: ${id}`)
  return id
}

export function decodeCustomId(id: string): ComponentAction {
  const [action = '', ...parts] = id.split('|')
  return { action, arguments: parts }
}
