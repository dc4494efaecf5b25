import { describe, expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer } from '../../support/providers/reply.ts'

const toll = 'The toll for cars on the Lune bridge is 2.50 pounds.'
const bridge = `# New bridge over the Lune

The new bridge over the Lune will open to traffic on 12 May 2026, the county council said. It took four years to build.

${toll} Buses and ambulances cross for free.`

const fare = 'Проезд для легковых машин по мосту через Волгу будет стоить 250 рублей.'
const most = `# Новый мост через Волгу

Новый мост через Волгу откроют для движения 12 мая 2026 года, сообщила городская администрация.

${fare} Автобусы проезжают бесплатно.`

const owls = '# Owls\n\nThe barn owls of Hollowmere raised six chicks in the tower this year.'

/** What tenants have read, for free. */
async function openMemory(...read: readonly (readonly [tenant: string, name: string, text: string])[]) {
  const cli = openCommandLine({ settings: {} })
  for (const [tenant, name, text] of read)
    expect((await cli.run(cli.file(name, text), '-d', 'deep', '--tenant', tenant)).code).toBe(0)
  return cli
}

describe('recall without a model', () => {
  it('answers with quotes from what the tenant has read, for free, or says that there is nothing', async () => {
    const cli = await openMemory(
      ['cli', 'bridge.md', bridge],
      ['cli', 'most.md', most],
      ['guild_2', 'owls.md', owls],
    )
    const recall = async (...args: readonly string[]) => {
      const { code, stdout } = await cli.run('recall', ...args, '--json')
      expect(code).toBe(0)
      return JSON.parse(stdout)
    }

    const english = await recall('What is the toll for cars on the bridge?')
    expect(english).toMatchObject({ found: true, answer: toll, answered_by: 'quotes', notes: [] })
    expect(english.quotes[0]).toEqual({
      text: toll,
      title: 'New bridge over the Lune',
      url: expect.stringContaining('bridge.md'),
    })
    expect(english.searched_by).toEqual(['words', 'meaning'])
    expect(english.cost.total_cost).toBe(0)

    const russian = await recall('Сколько стоит проезд машины по мосту?')
    expect(russian).toMatchObject({ found: true, answer: fare, searched_by: ['words'] })

    const nothing = { found: false, quotes: [], answer: 'Nothing that was read here answers that.' }
    expect(await recall('How many chicks did the owls raise?')).toMatchObject(nothing)
    expect(await recall('How many chicks did the owls raise?', '--tenant', 'guild_2')).toMatchObject({
      found: true,
    })
    expect(await recall('What is the capital of Mongolia?')).toMatchObject(nothing)
    expect(await recall('Кто построил пирамиды?')).toMatchObject(nothing)

    const spoken = await cli.run('recall', 'What is the toll for cars on the bridge?')
    expect(spoken.stdout).toContain(`“${toll}”`)
    expect((await cli.run('recall', '?!')).code).toBe(2)
  })
})

it('goes on from the question before, and takes figures of money for an answer to how much money', async () => {
  const cli = await openMemory(
    [
      'cli',
      'corley.md',
      '# Corley\n\nThe Corley ferry lost 2.1 million pounds in 2024. The ferry lost 1.4 million pounds in 2023. The bridge cost 9 million pounds in 2023.',
    ],
    [
      'cli',
      'parom.md',
      '# Паром\n\nВ 2024 году паром потерял 20 миллионов рублей. В 2023 году паром потерял 12 миллионов рублей. Мост в 2023 году обошёлся в 90 миллионов.',
    ],
  )
  const answerTo = async (question: string, after: string) =>
    JSON.parse((await cli.run('recall', question, '--after', after, '--json')).stdout).answer

  const before = 'How much money did the ferry lose in 2024?'
  expect(await answerTo('And in 2023?', before)).toContain('lost 1.4 million')
  expect(await answerTo('А в 2023 году?', 'Сколько паром потерял в 2024 году?')).toContain('12 миллионов')
})

describe('recall with a model', () => {
  it('keeps to its budget and to what stands in the texts', async () => {
    const memory = await openMemory(['cli', 'bridge.md', bridge])
    const server = await startOpenAiServer()
    onTestFinished(() => server.close())
    const cli = memory.with({
      MODELS: 'openai:gpt-4o-mini',
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: server.url,
    })
    const recall = async (question: string, said: object, command = cli) => {
      server.respondWith([answer({ text: JSON.stringify(said) })])
      return JSON.parse((await command.run('recall', question, '--user', '7', '--json')).stdout)
    }
    const question = 'What is the toll for cars on the bridge?'

    const told = { answered: true, answer: 'It is £2.50.', quotes: [toll, 'The toll was abolished.'] }
    const answered = await recall(question, told)
    expect(answered).toMatchObject({ found: true, answer: 'It is £2.50.', answered_by: 'model' })
    expect(answered.quotes.map(({ text }: { text: string }) => text)).toEqual([toll])
    expect(answered.cost.total_cost).toBeGreaterThan(0)
    expect(answered.cost.node_costs.answering).toBe(answered.cost.total_cost)
    const report = JSON.parse((await cli.run('report', '--user', '7', '--json')).stdout)
    expect(report.by_task.answering).toBe(answered.cost.total_cost)

    const invented = { answered: true, answer: 'It was abolished.', quotes: ['The toll was abolished.'] }
    expect(await recall(question, invented)).toMatchObject({ answer: toll, answered_by: 'quotes' })

    const calls = server.requests.length
    expect(await recall('What is the capital of Mongolia?', told)).toMatchObject({ found: false })
    expect(server.requests).toHaveLength(calls)

    const poor = await recall(question, told, cli.with({ QUESTION_BUDGET: '0.000001' }))
    expect(poor).toMatchObject({ answer: toll, answered_by: 'quotes', cost: { total_cost: 0 } })
    expect(poor.notes).toEqual([
      'No model has answered, so the answer is the best quote itself: the budget did not leave enough.',
    ])
    expect(server.requests).toHaveLength(calls)
    expect((await cli.run('verify')).code).toBe(0)
  })
})
