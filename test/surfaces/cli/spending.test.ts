import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hang } from '../../support/providers/faults.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import type { ProviderServer } from '../../support/providers/provider-server.ts'
import { billed } from '../../support/providers/served-call.ts'
import { article, openCli } from './run-cli.ts'

/** Fewer tokens than we estimate, so that no call costs more than was held for it. */
const charactersPerToken = 6

/** So long that it is analysed in parts, which are then put together. */
const longArticle = Array.from(
  { length: 900 },
  (_, index) =>
    `Ship number ${index} carried ${index * 7 + 3} tonnes of grain to the harbour of Lisbon in 2025, as the port has said.`,
).join('\n\n')

async function openPaidCli(settings: Readonly<Record<string, string>> = {}) {
  const provider = await startOpenAiServer({ charactersPerToken })
  onTestFinished(() => provider.close())
  const cli = openCli({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-very-secret',
    MODELS: 'openai:gpt-4o-mini',
    ...settings,
  })
  return { provider, cli, source: cli.file('harbour.md', article) }
}

/** What gpt-4o-mini's published price makes of the calls that the provider served: $0.15 in, $0.60 out per million. */
function invoicedUsd({ served }: ProviderServer): number {
  const nanoUsd = billed(served).map(({ usage }) => usage.input * 150 + usage.output * 600)
  return nanoUsd.reduce((total, amount) => total + amount, 0) / 1e9
}

describe('a run that costs money', () => {
  it('is booked as the provider served it, and every report says the same', async () => {
    const { provider, cli, source } = await openPaidCli()

    const run = JSON.parse((await cli.run(source, '--json', '--user', '7')).stdout)
    const report = JSON.parse((await cli.run('report', '--json')).stdout)
    const budget = JSON.parse((await cli.run('budget', 'show', 'cli', '--json')).stdout)

    const invoiced = invoicedUsd(provider)
    expect(invoiced).toBeGreaterThan(0)
    expect(run.cost.total_cost).toBe(invoiced)
    expect(run.cost.node_costs.analysis).toBe(
      run.tasks.find(({ name }: { name: string }) => name === 'analysis').cost,
    )
    expect(run.cost.api_calls).toBe(provider.served.length)
    expect(Object.keys(report)).toEqual([
      'total_cost',
      'operations',
      'by_task',
      'by_model',
      'by_provider',
      'by_operation',
      'by_depth',
      'tokens',
      'uncertain_cost',
      'local',
    ])
    expect(report).toMatchObject({
      total_cost: invoiced,
      operations: provider.served.length,
      by_model: { 'openai:gpt-4o-mini': invoiced },
      by_depth: { standard: invoiced },
      uncertain_cost: 0,
    })
    expect(report.tokens.total).toBe(run.cost.total_tokens)
    expect(budget.budgets.map(({ spent_usd }: { spent_usd: number }) => spent_usd)).toEqual([
      invoiced,
      invoiced,
      invoiced,
    ])
    const reportOf = async (...filter: readonly string[]) =>
      JSON.parse((await cli.run('report', '--json', ...filter)).stdout).total_cost
    expect(await reportOf('--tenant', 'cli', '--user', '7', '--days', '1')).toBe(invoiced)
    expect(await reportOf('--user', '8')).toBe(0)
    expect(await reportOf('--tenant', 'guild_1')).toBe(0)
  })

  it('is refused with exit code 3 when the budget is used up, and the provider is not asked', async () => {
    const { provider, cli, source } = await openPaidCli()
    await cli.run('budget', 'set', 'cli', 'day', '0')

    const { code, stdout } = await cli.run(source, '--json')

    const { status, brief, refusal } = JSON.parse(stdout)
    expect([code, status, brief]).toEqual([3, 'refused', undefined])
    expect(Object.keys(refusal).filter((key) => key !== 'subject')).toEqual([
      'limit',
      'limit_usd',
      'spent_usd',
      'held_usd',
      'requested_usd',
      'resets_at',
      'fits_depth',
    ])
    expect(refusal).toMatchObject({ limit: 'tenant:day', limit_usd: 0, spent_usd: 0, held_usd: 0 })
    expect(refusal.requested_usd).toBeGreaterThan(0)
    expect(Date.parse(refusal.resets_at)).toBeGreaterThan(0)
    expect(provider.requests).toHaveLength(0)
  })

  it('says which limit refused, when it resets and how to go on, on standard error', async () => {
    const { cli, source } = await openPaidCli()
    await cli.run('budget', 'set', 'bot', 'month', '0.000001')

    const { code, stdout, stderr } = await cli.run(source)

    expect([code, stdout]).toEqual([3, ''])
    expect(stderr.replace(/\s+/g, ' ')).toMatch(
      /The month's budget of bot \(\$0\.000001\) does not leave enough: .* It resets at .*"autointel resume wf_[0-9a-f]+" goes on/,
    )
  })

  it('never spends more than --max-cost', async () => {
    const { provider, cli, source } = await openPaidCli()

    const { code, stdout } = await cli.run(source, '--max-cost', '0.0001', '--json')

    expect(code).toBe(3)
    expect(JSON.parse(stdout).refusal).toMatchObject({ limit: 'scope', limit_usd: 0.0001 })
    expect(invoicedUsd(provider)).toBeLessThanOrEqual(0.0001)
  })

  it('goes on under a raised budget where it was refused', async () => {
    const { provider, cli, source } = await openPaidCli()
    await cli.run('budget', 'set', 'cli', 'day', '0.0001')
    const refused = JSON.parse((await cli.run(source, '--json')).stdout)
    await cli.run('budget', 'set', 'cli', 'day', '1')

    const { code, stdout } = await cli.run('resume', refused.workflow, '--json')

    const resumed = JSON.parse(stdout)
    expect(refused.status).toBe('refused')
    expect([code, resumed.status, resumed.workflow]).toEqual([0, 'completed', refused.workflow])
    expect(resumed.cost.total_cost).toBe(invoicedUsd(provider))
    expect((await cli.run('resume', refused.workflow)).code).toBe(1)
  })

  it('that runs out mid-way gives a partial brief, and with a raised budget the rest, charging nothing twice', async () => {
    const { provider, cli } = await openPaidCli()
    const path = cli.file('ships.md', longArticle)
    await cli.run('budget', 'set', 'cli', 'day', '0.0026')

    const first = await cli.run(path, '--json')
    const partial = JSON.parse(first.stdout)
    const servedFirst = provider.served.length
    await cli.run('budget', 'set', 'cli', 'day', '1')
    const resumed = JSON.parse((await cli.run('resume', '--json')).stdout).workflows[0]

    expect([first.code, partial.status, partial.refusal.limit]).toEqual([0, 'partial', 'tenant:day'])
    expect(partial.brief.key_points.length).toBeGreaterThan(0)
    expect(partial.notes).toContainEqual(expect.stringMatching(/^Only the first 1 of [3-9] parts/))
    expect(partial.cost.total_cost).toBeLessThanOrEqual(0.0026)
    expect(servedFirst).toBe(1)
    expect([resumed.workflow, resumed.status]).toEqual([partial.workflow, 'completed'])
    expect(resumed.cost.total_cost).toBe(invoicedUsd(provider))
    const prompts = provider.requests.map(({ body }) => JSON.stringify(body))
    expect(prompts.length).toBeGreaterThan(3)
    expect(new Set(prompts).size).toBe(prompts.length)
  })

  it('takes the cheaper model of the ladder when the dear one does not fit', async () => {
    const { provider, cli, source } = await openPaidCli({ MODELS: 'openai:gpt-4,openai:gpt-4o-mini' })

    const { code } = await cli.run(source, '--max-cost', '0.01', '--json')

    expect(code).toBe(0)
    expect(new Set(provider.served.map(({ model }) => model))).toEqual(new Set(['gpt-4o-mini']))
  })

  it('goes on past a soft budget, and says so once', async () => {
    const { provider, cli, source } = await openPaidCli()
    await cli.run('budget', 'set', 'cli', 'day', '0.000001', '--soft')

    const { code, stdout, stderr } = await cli.run(source, '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout).cost.total_cost).toBe(invoicedUsd(provider))
    expect(
      stderr.match(/The day's budget of cli \(\$0\.000001\) is exceeded; it is a soft one/g),
    ).toHaveLength(1)
  })
})

describe('a run that is ended early', () => {
  it('by Ctrl-C while its provider hangs is cancelled with exit code 130, and the books stay right', async () => {
    const { provider, cli, source } = await openPaidCli()
    provider.respondWith(() => hang())
    const { child, ended } = cli.start(source, '--json')
    await provider.asked(1)

    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended

    expect(code).toBe(130)
    expect(JSON.parse(stdout).status).toBe('cancelled')
    expect(stderr).toContain('Cancelling')
    const verified = JSON.parse((await cli.run('verify', '--json')).stdout)
    expect(verified).toMatchObject({ ok: true, holds_pending: 0 })
  })

  it('by a kill is resumed, after what was open is booked as unresolved', async () => {
    const { provider, cli, source } = await openPaidCli()
    provider.respondWith([hang()])
    const { child } = cli.start(source, '--json')
    await provider.asked(1)
    child.kill('SIGKILL')
    await once(child, 'close')

    const { code, stdout, stderr } = await cli.runProcess('resume', '--json')

    const { workflows, holds_expired } = JSON.parse(stdout)
    expect([code, holds_expired]).toEqual([0, 1])
    expect(stderr).toContain('Booked 1 call of ended processes as unresolved.')
    expect(workflows).toEqual([expect.objectContaining({ status: 'completed' })])
    const report = JSON.parse((await cli.run('report', '--json')).stdout)
    expect(report.uncertain_cost).toBeGreaterThan(0)
    expect(report.total_cost).toBeCloseTo(report.uncertain_cost + invoicedUsd(provider), 9)
  })
})
