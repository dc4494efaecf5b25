import { describe, expect, it } from 'vitest'
import { openCli } from './run-cli.ts'

describe('prices', () => {
  it.each([
    [
      'https://api.groq.com/openai/v1',
      'compatible:openai/gpt-oss-120b',
      { input: '0.15', output: '0.6' },
      false,
    ],
    ['https://api.perplexity.ai', 'compatible:sonar-pro', { input: '3', output: '15' }, false],
    ['https://eu.api.openai.com/v1', 'compatible:gpt-5.4', { input: '2.75', output: '16.5' }, false],
    ['https://gateway.example/v1', 'compatible:gpt-5.4', { input: '2.5', output: '15' }, true],
  ])('are those of the seller at %s', async (address, model, rates, estimated) => {
    const cli = openCli({ COMPATIBLE_BASE_URL: address })

    const { models } = JSON.parse((await cli.run('prices', model, '--json')).stdout)

    expect(models).toMatchObject([{ model, rates, estimated }])
    expect(models[0].warnings.some((text: string) => text.includes('another seller’s model'))).toBe(estimated)
  })
})

describe('a price file', () => {
  it('is understood, and what is odd about it is named by doctor and prices', async () => {
    const cli = openCli({ PRICES_FILE: 'prices.json' })
    const models = `{
      "openai:gpt-5": {"input_per_million": "1.25", "output_per_million": "10"},
      " OpenAI:GPT-5 ": {"input_per_million": "0.00125", "output_per_million": "10"},
      "openai:gpt-5-mimi": {"input_per_million": "1", "output_per_million": "0"}
    }`
    cli.file('prices.json', `\uFEFF{"models": ${models}}`)

    const { checks } = JSON.parse((await cli.run('doctor', '--json')).stdout)
    const prices = JSON.parse((await cli.run('prices', 'openai:gpt-5', '--json')).stdout)

    const named = [
      'names openai:gpt-5 more than once',
      'has $0.00125 for openai:gpt-5 (input), less than a 20th of the published $1.25',
      'has a price of openai:gpt-5-mimi, a model that no setting names',
      'has a paid input and a free output for openai:gpt-5-mimi',
    ].map((text) => expect.stringContaining(text))
    const details = checks.map(({ detail }: { detail: string }) => detail)
    expect(details).toEqual(expect.arrayContaining(named))
    expect(prices.warnings).toEqual(expect.arrayContaining(named))
    expect(prices.models[0].rates).toMatchObject({ input: '0.00125' })
  })
})
