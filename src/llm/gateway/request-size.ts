import type { ModelId } from '../../pricing/model-id.ts'
import { type MediaKind, mediaKindOf, mediaTokens } from '../media-tokens.ts'

/** What of a request makes input tokens. */
export interface RequestSize {
  readonly texts: readonly string[]
  /** Of images, sound, documents, tokens given as numbers, and what the provider keeps of an earlier answer. */
  readonly furtherTokens: number
  readonly hasSound: boolean
  readonly answersInSound: boolean
  /** Searches that the provider may make for the answer. */
  readonly searches: number
}

export type JsonObject = Readonly<Record<string, unknown>>

/** What is said to the model; the rest of a request is settings. */
const saidIn = ['messages', 'input', 'instructions', 'system', 'prompt', 'prediction'] as const
/** What is written out to the model as JSON. */
const describedIn = ['tools', 'functions', 'response_format', 'text', 'tool_choice', 'output_config'] as const
/** What an earlier answer brings along that the request only names. */
const earlierFields = ['previous_response_id', 'conversation'] as const
const tokensOfEarlier = 200_000
/** So many searches are thought of where the request sets no limit to a tool that searches. */
const usualSearches = 10

export function requestSize(body: JsonObject, model: ModelId): RequestSize {
  const found: Found = { texts: [], furtherTokens: 0, hasSound: false, model }
  for (const field of saidIn) look(body[field], found)
  for (const field of describedIn)
    if (body[field] !== undefined) found.texts.push(JSON.stringify(body[field]))
  if (earlierFields.some((field) => body[field]) || isKept(body['prompt']))
    found.furtherTokens += tokensOfEarlier
  const { texts, furtherTokens, hasSound } = found
  const answersInSound = Array.isArray(body['modalities']) && body['modalities'].includes('audio')
  return { texts, furtherTokens, hasSound, answersInSound, searches: searchesOf(body) }
}

/** A prompt that the provider keeps under a name. */
function isKept(prompt: unknown): boolean {
  return typeof prompt === 'object' && prompt !== null && 'id' in prompt
}

interface Found {
  readonly model: ModelId
  readonly texts: string[]
  furtherTokens: number
  hasSound: boolean
}

function look(value: unknown, found: Found): void {
  if (typeof value === 'string') found.texts.push(value)
  else if (typeof value === 'number') found.furtherTokens += 1
  else if (Array.isArray(value)) for (const item of value) look(item, found)
  else if (typeof value === 'object' && value !== null) {
    const kind = mediaKindOf(value)
    if (kind) lookAtMedia(kind, value, found)
    else for (const item of Object.values(value)) look(item, found)
  }
}

/** A document that is plain text, or made of parts, is looked at as such. */
function lookAtMedia(kind: MediaKind, part: object, found: Found): void {
  const source = 'source' in part && typeof part.source === 'object' ? part.source : undefined
  const type = source && 'type' in source ? source.type : undefined
  if (kind === 'document' && (type === 'text' || type === 'content')) {
    for (const item of Object.values(part)) look(item, found)
    return
  }
  found.furtherTokens += mediaTokens(kind, longestText(part), found.model)
  if (kind === 'sound') found.hasSound = true
}

/** The data of a part is the longest text in it, unless that is an address. */
function longestText(value: unknown): string {
  if (typeof value === 'string') return /^https?:/i.test(value) || value.length < 200 ? '' : value
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value)
    .map(longestText)
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '')
}

function searchesOf({ tools, web_search_options: options }: JsonObject): number {
  const asked = Array.isArray(tools) ? tools : []
  const ofTools = asked.map((tool: unknown) => {
    if (typeof tool !== 'object' || tool === null || !('type' in tool)) return 0
    if (!/web_?search/.test(String(tool.type))) return 0
    return 'max_uses' in tool && typeof tool.max_uses === 'number' ? tool.max_uses : usualSearches
  })
  return ofTools.reduce((sum, searches) => sum + searches, options ? 1 : 0)
}
