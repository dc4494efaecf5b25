import { expect, it } from 'vitest'
import { modifiersIn, modifiersInHeaders } from '../../../src/pricing/wire/modifiers.ts'

it.each([
  ['OpenAI and Groq', { service_tier: 'Flex' }, 'service_tier'],
  ['OpenAI responses, streamed', { response: { service_tier: 'flex' } }, 'service_tier'],
  ['Anthropic', { usage: { service_tier: 'flex' } }, 'service_tier'],
  ['Anthropic, streamed', { message: { usage: { service_tier: 'flex' } } }, 'service_tier'],
  ['Gemini', { usageMetadata: { serviceTier: 'FLEX' } }, 'service_tier'],
  ['Gemini on Vertex', { usageMetadata: { trafficType: 'FLEX' } }, 'service_tier'],
  [
    'Gemini in the form of OpenAI',
    { usage: { extra_properties: { google: { traffic_type: 'FLEX' } } } },
    'service_tier',
  ],
  ['Anthropic of a region', { usage: { inference_geo: 'flex' } }, 'inference_geo'],
  ['Anthropic of a region, streamed', { message: { usage: { inference_geo: 'flex' } } }, 'inference_geo'],
  ['Anthropic of its speed', { usage: { speed: 'flex' } }, 'speed'],
  ['Anthropic of its speed, streamed', { message: { usage: { speed: 'flex' } } }, 'speed'],
])('what changes the rates is read where %s tells it, in lower case', (_, body, kind) => {
  expect(modifiersIn(body)).toEqual([{ kind, value: 'flex' }])
})

it('every place is looked at', () => {
  const body = { service_tier: 'default', usage: { service_tier: 'batch', speed: 'fast' } }
  expect(modifiersIn(body)).toEqual([
    { kind: 'service_tier', value: 'default' },
    { kind: 'service_tier', value: 'batch' },
    { kind: 'speed', value: 'fast' },
  ])
})

it.each([[{}], [{ service_tier: '' }], [{ service_tier: null }], [{ service_tier: 1 }], [undefined]])(
  '%j tells of none',
  (body) => {
    expect(modifiersIn(body)).toEqual([])
  },
)

it('a header tells of one, too', () => {
  expect(modifiersInHeaders({ 'x-gemini-service-tier': 'Priority' })).toEqual([
    { kind: 'service_tier', value: 'priority' },
  ])
  expect(modifiersInHeaders({ 'x-service-tier': 'priority' })).toEqual([])
})

it('one of endless length is cut to what is kept with an entry', () => {
  expect(modifiersIn({ service_tier: 'X'.repeat(61) })).toEqual([
    { kind: 'service_tier', value: 'x'.repeat(60) },
  ])
})
