import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hang } from '../../support/providers/faults.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { article, openCli } from './run-cli.ts'

async function openPaidCli(settings: Readonly<Record<string, string>>) {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  const cli = openCli({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-x',
    MODELS: 'openai:gpt-4o-mini',
    EXPORT_COSTS_ON_EXIT: 'true',
    COST_ALERT_THRESHOLD: '0.000001',
    ...settings,
  })
  return {
    provider,
    cli,
    source: cli.file('harbour.md', article),
    file: join(cli.folder, 'data', 'costs.json'),
  }
}

describe('the settings of costs', () => {
  it('have a dear run told of, and all costs written when the program ends', async () => {
    const { cli, source, file } = await openPaidCli({})

    const run = await cli.run(source, '-d', 'quick')

    expect(run.stderr).toMatch(/Run wf_\w+ cost \$0\.\d+, and COST_ALERT_THRESHOLD is \$0\.000001\./)
    expect(run.stdout).toContain('Bill of wf_')
    const costs = JSON.parse(readFileSync(file, 'utf8'))
    const report = JSON.parse((await cli.run('report', '--json')).stdout)
    expect(costs.total_cost).toBeGreaterThan(0)
    expect(costs.total_cost).toBe(report.total_cost)
  })

  it('switched off say loudly what is off, while limits hold', async () => {
    const { cli, source, file } = await openPaidCli({ TRACK_COSTS: 'false' })
    await cli.run('budget', 'set', 'cli', 'day', '0.000001')

    const run = await cli.runProcess(source, '-d', 'quick')

    expect(run.stderr).toContain('TRACK_COSTS=false: costs are not shown')
    expect(run.stderr).not.toContain('COST_ALERT_THRESHOLD is')
    expect(run.code).toBe(3)
    expect(run.stdout).not.toContain('Bill of')
    expect(existsSync(file)).toBe(false)
  })

  it('have costs written when Ctrl-C ends a run', async () => {
    const { provider, cli, source, file } = await openPaidCli({})
    provider.respondWith(() => hang())
    const { child, ended } = cli.start(source, '-d', 'quick')
    await provider.asked(1)

    child.kill('SIGINT')
    const { code } = await ended

    expect(code).toBe(130)
    expect(JSON.parse(readFileSync(file, 'utf8')).total_cost).toBeGreaterThan(0)
  })
})
