import { describe, expect, it } from 'vitest'
import { published, serving } from '../../pricing/published-prices.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
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

    const { checks } = JSON.parse((await cli.runProcess('doctor', '--json')).stdout)
    const prices = JSON.parse((await cli.runProcess('prices', 'openai:gpt-5', '--json')).stdout)

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

describe('a download of prices', () => {
  it.each([
    ['a hundredfold', { input_mtok: 3_030, output_mtok: 60 }],
    ['free', { input_mtok: 0, output_mtok: 0 }],
    ['negative', { input_mtok: -1, output_mtok: 60 }],
    ['of an unknown shape', { input_mtok: 'much' }],
  ])(
    'is taken but for one model that is %s, which is named and keeps its last good price',
    async (_, prices) => {
      const raised = published('openai:gpt-4-turbo', { input_mtok: 11, output_mtok: 30 })
      const url = await serving(published('openai:gpt-4', prices, raised))
      const cli = openCommandLine({ settings: { PRICES_URL: url, PRICES_REFRESH_HOURS: '24' } })

      const { stdout, stderr } = await cli.run(
        'prices',
        'openai:gpt-4',
        'openai:gpt-4-turbo',
        '--refresh',
        '--json',
      )

      const inputs = JSON.parse(stdout).models.map(({ rates }: { rates: { input: string } }) => rates.input)
      expect(inputs).toEqual(['30', '11'])
      expect(stderr).toContain('All published prices are taken but these')
      expect(stderr).toContain('gpt-4')
    },
  )

  it('is no less than the dearest of a provider for a model that nobody knows', async () => {
    const cli = openCommandLine({ settings: {} })

    const { stdout } = await cli.run('prices', 'openai:unheard-of', '--json')

    const [{ rates }] = JSON.parse(stdout).models
    expect(Number(rates.input)).toBeGreaterThanOrEqual(30)
    expect(Number(rates.output)).toBeGreaterThanOrEqual(180)
  })
})
