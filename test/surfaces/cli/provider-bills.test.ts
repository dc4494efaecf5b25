import { describe, expect, it, onTestFinished } from 'vitest'
import { startGenerationServer } from '../../support/providers/generation-server.ts'
import { answer } from '../../support/providers/reply.ts'
import { openProvider } from './provider-row.ts'

const address = 'https://openrouter.ai/api/v1'

/** A run at OpenRouter whose first reply broke off after its headers, and what its bill says of that call. */
async function openBrokenCall(
  headers: Readonly<Record<string, string>>,
  answers: Parameters<typeof startGenerationServer>[0] = {},
) {
  const bills = await startGenerationServer(answers)
  onTestFinished(() => bills.close())
  const { server, cli, run } = await openProvider(
    { model: 'compatible:openai/gpt-4o', settings: { COMPATIBLE_BASE_URL: address } },
    { [`${address}/generation`]: bills.url },
  )
  server.respondWith([answer({ cut: 'after-headers', headers })])
  await run()
  const unresolved = async () => JSON.parse((await cli.run('unresolved', '--json')).stdout)
  const [{ entry }] = await unresolved()
  return { bills, cli, entry, unresolved, correct: (...more: string[]) => cli.run('correct', entry, ...more) }
}

const generation = { 'x-generation-id': 'gen-1-abc' }

describe('a call that broke off', () => {
  it.each([
    ['the total', { total_cost: 0.0015, is_byok: false, upstream_inference_cost: 0.0012 }, 0.0015],
    [
      'an own key’s upstream cost beside the fee',
      { total_cost: 0.0001, is_byok: true, upstream_inference_cost: 0.0012 },
      0.0013,
    ],
    ['nothing', { total_cost: 0, is_byok: false, upstream_inference_cost: null }, 0],
    ['next to nothing', { total_cost: 1e-7 }, 0.0000001],
  ])('is corrected to what the provider says of it: %s', async (_, data, right) => {
    const { bills, entry, unresolved, correct, cli } = await openBrokenCall(generation, {
      'gen-1-abc': { body: { data: { id: 'gen-1-abc', ...data } } },
    })

    const { code, stdout } = await correct('--from-provider', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ corrects: entry, amount_usd: right })
    expect(bills.asked).toEqual([
      { path: '/api/v1/generation?id=gen-1-abc', authorization: 'Bearer test-key' },
    ])
    expect(await unresolved()).toEqual([])
    expect((await cli.run('verify')).code).toBe(0)
  })

  it.each([
    ['that the provider does not know (yet)', {}, 'does not know the call gen-1-abc, or not yet'],
    [
      'for a key that it does not take',
      { 'gen-1-abc': { status: 401, body: { error: {} } } },
      'gen-1-abc: 401',
    ],
    ['by something else', { 'gen-1-abc': { body: 'no JSON' } }, 'gen-1-abc: no JSON'],
    ['by less than nothing', { 'gen-1-abc': { body: { data: { total_cost: -1 } } } }, 'could not be asked'],
  ])('stays as it is when it is answered %s, and says so', async (_, answers, why) => {
    const { entry, unresolved, correct } = await openBrokenCall(generation, answers)

    const { code, stdout, stderr } = await correct('--from-provider')

    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(why)
    expect(await unresolved()).toMatchObject([{ entry }])
  })

  it('whose provider has given it no name cannot be asked for, and says what to do', async () => {
    const { bills, correct } = await openBrokenCall({})

    const { code, stderr } = await correct('--from-provider')

    expect(code).toBe(1)
    expect(stderr).toContain('only OpenRouter tells what a single one did cost')
    expect(bills.asked).toEqual([])
  })

  it('is asked for with an amount of its own in vain', async () => {
    const { correct, cli } = await openBrokenCall(generation)

    expect(await correct('0.01', '--from-provider')).toMatchObject({ code: 2 })
    expect(await cli.run('correct', 'nothing', '--from-provider')).toMatchObject({ code: 2 })
  })
})
