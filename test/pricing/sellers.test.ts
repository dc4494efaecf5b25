import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import { parseModelId } from '../../src/pricing/model-id.ts'
import { flatRates } from '../../src/pricing/price.ts'
import { sellerAt } from '../../src/pricing/sellers.ts'

/** What a model costs at an address: `<input>/<output>`, and what is to be known about that. */
async function at(address: string | undefined, name: string) {
  const catalogue = await createCatalogue({
    unpriced: 'refuse',
    now: () => new Date('2026-10-01T12:00:00Z'),
    addressOf: () => address,
    isLoopback: () => address?.includes('127.0.0.1') ?? false,
  })
  const answer = catalogue.priceOf(parseModelId(name) ?? { provider: '', model: '' })
  if (answer.kind === 'refused') return 'nobody knows'
  const rates = Object.fromEntries(flatRates(answer.price).map(([rate, usd]) => [rate, usd.toFixed()]))
  const caution = answer.caution ?? (answer.estimated ? 'estimated' : '')
  return [`${rates['input']}/${rates['output']}`, answer.seller ?? '', caution].join(' ').trim()
}

it('is nobody’s at the region of a seller that the data does not know', () => {
  const groq = { id: 'groq', fallbackProviders: [], models: [], published: {} }
  const data = { providers: [groq], updatedAt: new Date('2026-10-01T12:00:00Z') }
  expect(sellerAt(data, 'https://eu.api.openai.com/v1')).toBeUndefined()
})

describe('a price belongs to the seller at the address that is called', () => {
  it.each([
    ['https://api.groq.com/openai/v1', 'compatible:openai/gpt-oss-120b', '0.15/0.6 groq'],
    ['https://openrouter.ai/api/v1', 'compatible:openai/gpt-oss-120b', '0.039/0.18 openrouter'],
    ['https://api.perplexity.ai', 'compatible:sonar-pro', '3/15 perplexity'],
    ['https://api.x.ai/v1', 'compatible:grok-4', '3/15 x-ai'],
    ['https://eu-west-1.api.x.ai/v1', 'compatible:grok-4', '3/15 x-ai'],
    ['https://us-east-1.api.x.ai/v1', 'compatible:grok-4', '3.3/16.5 x-ai'],
    ['https://eu.openrouter.ai/api/v1', 'compatible:openai/gpt-oss-120b', '0.039/0.18 openrouter'],
    ['https://api.deepseek.com', 'compatible:deepseek-chat', '0.27/1.1 deepseek'],
    ['https://api.deepseek.com/v1', 'compatible:deepseek-chat', '0.27/1.1 deepseek'],
    ['https://api.mistral.ai/v1', 'compatible:mistral-large-latest', '2/6 mistral'],
    ['https://api.moonshot.ai/v1', 'compatible:kimi-k2-thinking', '0.6/2.5 moonshotai'],
    ['https://api.cerebras.ai/v1', 'compatible:gpt-oss-120b', '0.35/0.75 cerebras'],
    ['https://API.GROQ.COM/openai/v1', 'openai:openai/gpt-oss-120b', '0.15/0.6 groq'],
    ['https://api.openai.com/v1', 'compatible:gpt-5.4', '2.5/15 openai'],
    ['https://my-house.openai.azure.com/openai/v1', 'openai:gpt-5', '1.25/10 azure'],
    [undefined, 'openai:gpt-5.4', '2.5/15 openai'],
  ])('%s %s: %s', async (address, name, price) => {
    expect(await at(address, name)).toBe(price)
  })

  it.each([
    ['https://eu.api.openai.com/v1', 'openai:gpt-5.4', '2.75/16.5 openai'],
    ['https://us.api.openai.com/v1', 'openai:gpt-5.5', '5.5/33 openai'],
    ['https://eu.api.openai.com/v1', 'compatible:gpt-6-sol', '2.2/11 openai'],
    ['https://eu.api.openai.com/v1', 'openai:gpt-5.2', '1.75/14 openai'],
    ['https://eu.api.openai.com/v1', 'openai:gpt-5', '1.25/10 openai'],
    ['https://eu.api.openai.com/v1', 'openai:gpt-4o', '2.5/10 openai'],
    ['https://us.api.x.ai/v1', 'compatible:grok-4', '3.3/16.5 x-ai'],
  ])('in a region: %s %s: %s', async (address, name, price) => {
    expect(await at(address, name)).toBe(price)
  })

  it.each([
    ['https://gateway.example/v1', 'compatible:gpt-4o', '2.5/10 openai same_name'],
    ['https://gateway.example/v1', 'compatible:openai/gpt-oss-120b', '0.039/0.18 openrouter same_name'],
    ['https://gateway.example/v1', 'compatible:sonar-pro', '3/15 perplexity same_name'],
    ['https://api.groq.com/openai/v1', 'compatible:gpt-4o', '2.5/10 openai same_name'],
    ['https://gateway.example/v1', 'compatible:unheard-of', 'nobody knows'],
    ['https://gateway.example/v1', 'openai:gpt-4o', '2.5/10 openai'],
    [
      'http://api.groq.com.evil.example/v1',
      'compatible:openai/gpt-oss-120b',
      '0.039/0.18 openrouter same_name',
    ],
  ])('elsewhere it is a guess: %s %s: %s', async (address, name, price) => {
    expect(await at(address, name)).toBe(price)
  })

  it.each([
    ['compatible:gpt-4o', '2.5/10 openai loopback_priced'],
    ['compatible:openai/gpt-4o', '2.5/10 openrouter loopback_priced'],
    ['compatible:llama3.2', '0/0'],
    ['compatible:my-model', '0/0'],
    ['compatible:deepseek-r1', '0.55/2.19 deepseek loopback_priced'],
    ['compatible:deepseek-r1:8b', '0/0'],
    ['compatible:llama3:latest', '0/0'],
    ['openai:gpt-4o', '2.5/10 openai'],
  ])('on this machine a name that somebody sells is not free: %s: %s', async (name, price) => {
    expect(await at('http://127.0.0.1:4000/v1', name)).toBe(price)
  })
})
