import { valueAt } from './json-path.ts'

const modifierKinds = ['service_tier', 'inference_geo', 'speed'] as const
export type ModifierKind = (typeof modifierKinds)[number]

/** Something in a reply that changes the rates of the call, such as the tier that served it. */
export interface Modifier {
  readonly kind: ModifierKind
  /** In lower case. */
  readonly value: string
}

/** As a request asks for it. */
export function modifiersAskedFor(body: Readonly<Record<string, unknown>>): readonly Modifier[] {
  return modifierKinds.flatMap((kind) => modifierOf(kind, body[kind]))
}

/** Where a reply says it, as paths from its root. */
const modifierFields: readonly (readonly [path: string, kind: ModifierKind])[] = [
  ['service_tier', 'service_tier'], // OpenAI, Groq
  ['response.service_tier', 'service_tier'], // OpenAI responses, streamed
  ['usage.service_tier', 'service_tier'], // Anthropic
  ['message.usage.service_tier', 'service_tier'],
  ['usageMetadata.serviceTier', 'service_tier'], // Gemini
  ['usageMetadata.trafficType', 'service_tier'], // Gemini on Vertex
  ['usage.extra_properties.google.traffic_type', 'service_tier'],
  ['usage.inference_geo', 'inference_geo'], // Anthropic
  ['message.usage.inference_geo', 'inference_geo'],
  ['usage.speed', 'speed'],
  ['message.usage.speed', 'speed'],
]

const modifierHeaders: readonly (readonly [header: string, kind: ModifierKind])[] = [
  ['x-gemini-service-tier', 'service_tier'],
]

export function modifiersIn(body: unknown): readonly Modifier[] {
  return modifierFields.flatMap(([path, kind]) => modifierOf(kind, valueAt(body, path)))
}

export function modifiersInHeaders(headers: Readonly<Record<string, string>>): readonly Modifier[] {
  return modifierHeaders.flatMap(([header, kind]) => modifierOf(kind, headers[header]))
}

/** No tier has a longer name, and it is kept with the entry. */
const longestValue = 60

function modifierOf(kind: ModifierKind, value: unknown): readonly Modifier[] {
  if (typeof value !== 'string' || value === '') return []
  return [{ kind, value: value.slice(0, longestValue).toLowerCase() }]
}
