import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answer, type Reply } from '../../support/providers/reply.ts'
import { untold } from '../../support/providers/untold-usage.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'
import { costOfReplies, openProvider } from './provider-row.ts'

const raw = (body: unknown): Reply =>
  answer({ rawBody: JSON.stringify(body), headers: { 'retry-after': '0' } })
const usage = (input: number, output: number) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
})
const good = answer({ usageFields: { ...untold, ...usage(10_000, 1_000) } })

describe('a reply that is no answer (M7)', () => {
  it.each([
    [
      'without choices',
      'openai:gpt-4o',
      { id: 'x', model: 'gpt-4o', choices: [], usage: usage(10_000, 0) },
      0.025,
    ],
    [
      'of a shape that nobody knows',
      'openai:gpt-5',
      { result: 'something', usage: usage(1_000, 8_000) },
      0.08125,
    ],
    [
      'with an error that was charged',
      'openai:gpt-5',
      { error: { code: 400 }, usage: usage(1_000, 8_000) },
      0.08125,
    ],
  ])('%s is booked by what it says, each time it is asked for', async (_, model, body, right) => {
    const { total, calls, unresolved, uncertain, isSound } = await costOfReplies({ model }, () => raw(body))

    expect(calls).toBeGreaterThan(0)
    expect(total).toBeCloseTo(right * calls, 9)
    expect({ unresolved, uncertain, isSound }).toEqual({ unresolved: [], uncertain: 0, isSound: true })
  })

  it('that holds an error in a success costs nothing and is asked for again', async () => {
    const found = await costOfReplies({ model: 'openai:gpt-4o' }, [raw({ error: { code: 502 } }), good])

    expect(found).toMatchObject({ status: 'completed', total: 0.035, calls: 2, uncertain: 0, isSound: true })
  })

  it('of a filter that has read the prompt costs the prompt, as an estimate', async () => {
    const rawBody = JSON.stringify({ error: { code: 'content_filter', message: 'Filtered.' } })

    const { total, uncertain, isSound } = await costOfReplies({ model: 'openai:gpt-4o' }, () => ({
      kind: 'error',
      status: 400,
      rawBody,
    }))

    expect(total).toBeGreaterThan(0.0005)
    expect(total).toBeLessThan(0.02)
    expect({ uncertain, isSound }).toEqual({ uncertain: total, isSound: true })
  })

  it.each([
    [502, '<html>Bad Gateway</html>'],
    [504, '{"error":{"message":"Deadline exceeded."}}'],
    [520, ''],
    [524, ''],
  ])('of a gateway in the provider’s place (%i) is not taken for free', async (status, rawBody) => {
    const headers = { 'retry-after': '0' }
    const replies: readonly Reply[] = [{ kind: 'error', status, rawBody, headers }, good]

    const { total, unresolved, isSound } = await costOfReplies({ model: 'openai:gpt-4o' }, replies)

    expect(unresolved).toHaveLength(1)
    expect(total).toBeCloseTo(0.035 + unresolved[0].held_usd, 9)
    expect(isSound).toBe(true)
  })

  it.each([
    [429, { error: { message: 'Slow down.' } }],
    [503, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }],
    [529, { type: 'error', error: { type: 'overloaded_error' } }],
  ])('of the provider itself (%i) is free', async (status, body) => {
    const headers = { 'retry-after': '0' }
    const replies: readonly Reply[] = [
      { kind: 'error', status, rawBody: JSON.stringify(body), headers },
      good,
    ]

    expect(await costOfReplies({ model: 'openai:gpt-4o' }, replies)).toMatchObject({
      total: 0.035,
      calls: 2,
      unresolved: [],
    })
  })
})

it('whisper is charged by the whole second: 8.47 seconds are 9, which are 0.0009', async () => {
  const { server, cli } = await openProvider({
    model: 'openai:gpt-4o',
    settings: { OPENAI_BASE_URL: 'https://api.openai.com/v1', STT_MODEL: 'openai:whisper-1' },
  })
  server.respondWith([answer({ text: 'The harbour of Lisbon moved 12 million tonnes of cargo in 2025.' })])
  const file = join(cli.folder, 'talk.wav')
  writeFileSync(file, spokenWav(8.47))

  const { stdout } = await cli.run(file, '--depth', 'quick', '--json')

  expect(JSON.parse(stdout).cost.node_costs).toMatchObject({ transcription: 0.0009 })
  expect(server.served[0]).toMatchObject({ usage: { audioSeconds: 9 } })
})

it('a limit that is used up lets no model through that ever cost anything, whatever its address (M3)', async () => {
  const { server, cli, run } = await openProvider({
    model: 'compatible:gpt-4o',
    settings: { COMPATIBLE_BASE_URL: 'http://127.0.0.1:4000/v1' },
  })
  server.respondWith(() => answer({ usageFields: { cost: 0.5 } }))
  await cli.run('budget', 'set', 'cli', 'day', '0.10')

  const first = await run()
  const asked = server.requests.length
  const later = [await run(), await run()]

  expect(JSON.parse(first.stdout).cost.total_cost).toBe(0.5 * asked)
  expect(later.map(({ code }) => code)).toEqual([3, 3])
  expect(server.requests).toHaveLength(asked)
  const { checks } = JSON.parse((await cli.run('doctor', '--json')).stdout)
  expect(checks.flatMap((check: { caution?: { code: string } }) => check.caution?.code ?? [])).toContain(
    'loopback_priced',
  )
})
