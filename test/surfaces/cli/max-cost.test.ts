import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'

/** As many runs as the books want to know what is usual. */
const usualRuns = 20
/** As long as articles are. */
const textOf = (number: number) =>
  Array.from(
    { length: 60 },
    (_, ship) =>
      `Ship number ${ship} carried ${ship * 7 + number} thousand tonnes of grain to the harbour of Lisbon in the winter of ${1990 + number}, as the council of the port has said.`,
  ).join('\n\n')

it('a run ends complete under a limit of 110 % of what such runs cost, once the books know them', async () => {
  const server = await startOpenAiServer()
  onTestFinished(() => server.close())
  const cli = openCommandLine({
    settings: { MODELS: 'openai:gpt-4o-mini', OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url },
  })
  const run = async (number: number, ...options: readonly string[]) => {
    const source = cli.file(`winter-${number}.md`, textOf(number))
    const { code, stdout } = await cli.run(source, '--depth', 'quick', '--json', ...options)
    return { code, result: JSON.parse(stdout) }
  }
  const costs: number[] = []
  for (let number = 0; number < usualRuns; number += 1) costs.push((await run(number)).result.cost.total_cost)
  const limit = (Math.max(...costs) * 1.1).toFixed(9)

  const { code, result } = await run(usualRuns, '--max-cost', limit)

  expect([code, result.status]).toEqual([0, 'completed'])
  expect(result.cost.total_cost).toBeGreaterThan(0)
  expect(result.cost.total_cost).toBeLessThanOrEqual(Number(limit))
})
