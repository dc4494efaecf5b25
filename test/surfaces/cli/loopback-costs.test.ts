import { describe, expect, it, onTestFinished } from 'vitest'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { article, openCli } from './run-cli.ts'

/** A gateway at an address of this machine, whose replies name half a dollar each. */
async function openGateway(model: string) {
  const gateway = await startOpenAiServer({ charactersPerToken: 6 })
  onTestFinished(() => gateway.close())
  gateway.respondWith(() => answer({ usageFields: { cost: 0.5 } }))
  const cli = openCli({ COMPATIBLE_BASE_URL: gateway.url, MODELS: `compatible:${model}` })
  await cli.run('budget', 'set', 'cli', 'day', '0.10')
  const run = async () => {
    const { code, stdout } = await cli.run(cli.file('harbour.md', article), '--depth', 'quick', '--json')
    return { code, result: JSON.parse(stdout) }
  }
  return { gateway, cli, run }
}

describe('a model at an address of this machine', () => {
  it('whose name somebody sells is held like that, and refused when the limit is used up', async () => {
    const { gateway, cli, run } = await openGateway('gpt-4o')

    const first = await run()
    const asked = gateway.requests.length
    const second = await run()
    const third = await run()

    expect(first.result).toMatchObject({ status: 'completed', cost: { total_cost: 0.5 * asked } })
    expect(first.result.cautions.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['loopback_priced', 'named_cost_high']),
    )
    for (const { code, result } of [second, third]) expect([code, result.status]).toEqual([3, 'refused'])
    expect(gateway.requests).toHaveLength(asked)
    expect((await cli.run('verify')).code).toBe(0)
  })

  it('that nobody sells is free until a reply of it names a cost, in whatever process', async () => {
    const { gateway, run } = await openGateway('house-model')

    const first = await run()
    const asked = gateway.requests.length
    const second = await run()

    expect(first.result.cautions).toContainEqual({
      code: 'free_but_charged',
      model: 'compatible:house-model',
      detail: { named: '0.5', computed: '0' },
    })
    expect([second.code, second.result.status]).toEqual([3, 'refused'])
    expect(gateway.requests).toHaveLength(asked)
  })

  it('that has cost something is not asked, nor its source read, when the limit leaves nothing', async () => {
    const { gateway, cli, run } = await openGateway('house-model')
    await run()
    const asked = gateway.requests.length

    const { code, stdout } = await cli.run('https://127.0.0.1:1/never-read', '--depth', 'quick', '--json')

    expect([code, JSON.parse(stdout).status]).toEqual([3, 'refused'])
    expect(gateway.requests).toHaveLength(asked)
  })

  it('that nobody sells and that names no cost stays free, whatever the limit', async () => {
    const { gateway, cli, run } = await openGateway('llama3.2')
    gateway.respondWith([])
    await cli.run('budget', 'set', 'cli', 'day', '0')

    const runs = [await run(), await run()]

    expect(runs.map(({ result }) => [result.status, result.cost.total_cost, result.cautions])).toEqual([
      ['completed', 0, []],
      ['completed', 0, []],
    ])
  })

  it('with a name that is sold is told by doctor and prices, until its price is given as zero', async () => {
    const { cli } = await openGateway('gpt-4o')
    const prices = cli.file(
      'prices.json',
      JSON.stringify({ models: { 'compatible:gpt-4o': { input_per_million: 0, output_per_million: 0 } } }),
    )
    const warnings = async (settings: Readonly<Record<string, string>>) => {
      const own = cli.with(settings)
      const { checks } = JSON.parse((await own.run('doctor', '--json')).stdout)
      const { models } = JSON.parse((await own.run('prices', '--json')).stdout)
      const codes = checks.flatMap((check: { caution?: { code: string } }) => check.caution?.code ?? [])
      return { codes, prices: models[0].warnings }
    }

    const before = await warnings({})
    const after = await warnings({ PRICES_FILE: prices })

    expect(before.codes).toEqual(['loopback_priced'])
    expect(before.prices).toContainEqual(expect.stringContaining('it is not taken for free'))
    expect(after.codes).toEqual([])
    expect(after.prices).toEqual([])
  })

  it('that has been in doubt is told of by doctor', async () => {
    const { cli, run } = await openGateway('house-model')
    await run()

    const { checks } = JSON.parse((await cli.run('doctor', '--json')).stdout)

    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'costs',
        status: 'warning',
        detail: expect.stringContaining('its reply names a cost of $0.5'),
        caution: expect.objectContaining({ code: 'free_but_charged', model: 'compatible:house-model' }),
      }),
    )
  })
})
