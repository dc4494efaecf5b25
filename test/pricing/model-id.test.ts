import { describe, expect, it } from 'vitest'
import { formatModelId, parseModelId } from '../../src/pricing/model-id.ts'

describe('a model id', () => {
  it.each([
    ['openai:gpt-5', 'openai', 'gpt-5'],
    [' compatible : llama3:8b ', 'compatible', 'llama3:8b'],
    ['compatible:vendor/model:free', 'compatible', 'vendor/model:free'],
  ])('%j is read', (text, provider, model) => {
    expect(parseModelId(text)).toEqual({ provider, model })
  })

  it.each(['', 'gpt-5', ':gpt-5', 'openai:', ' : '])('%j is none', (text) => {
    expect(parseModelId(text)).toBeUndefined()
  })

  it('is written as it is read', () => {
    expect(formatModelId({ provider: 'compatible', model: 'llama3:8b' })).toBe('compatible:llama3:8b')
  })
})
