import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { evaluateBriefs } from '../../scripts/eval/brief-texts.ts'
import { readConfig } from '../../src/app/config.ts'
import { formatUsd } from '../../src/money/format.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import { plantedTexts } from '../analyst/planted-texts.ts'
import { promptTexts } from '../support/providers/message-text.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { type AnswerReply, answer, type Reply } from '../support/providers/reply.ts'
import type { ServedCall } from '../support/providers/served-call.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { patientTimers } from '../support/time/patient-timers.ts'
import { sharedWorkers } from '../support/workers/shared-workers.ts'

const letter = 'About 4,100 people signed a letter to the council in October.'
const hours = 'The night ferry to Lerwick will keep sailing at seven in the evening through the winter'
const points = [
  { text: 'The ferry keeps its hours.', quote: hours },
  { text: 'More deckhands are hired.', quote: 'Eleven deckhands will be hired for 640,000 pounds.' },
]
const claims = [{ text: 'Some 4,100 people signed a letter.', quote: letter }]
const summary = 'The ferry sails at seven in the evening, as islanders wished.'

const isAskedOnce = (prompt: string) => prompt.startsWith('Summarise this text')

/** Of its four quotes one is made up; what speaks of 1,400 people it takes to be against the claim of 4,100. */
function reading({ body }: ReceivedRequest): AnswerReply {
  const { userText } = promptTexts(undefined, body['messages'])
  if (isAskedOnce(userText)) {
    const doubted = claims.map((claim) => ({ ...claim, doubtful: false }))
    const others = [{ text: 'A review is planned.', quote: 'A review is planned for May.', doubtful: true }]
    return answer({
      text: JSON.stringify({ summary, key_points: points, claims: [...doubted, ...others] }),
    })
  }
  if (userText.startsWith('Claim 1')) {
    const numbers = [...userText.matchAll(/Passage (\d+):\s*<[^>]+>([^<]*)/g)]
    const judgements = numbers.map(([, passage, text = '']) => ({
      claim: 1,
      passage: Number(passage),
      stance: text.includes('1,400') ? 'against' : 'unrelated',
    }))
    return answer({ text: JSON.stringify({ judgements }) })
  }
  const rest = { title: 'Ferry', entities: [], topics: [], tone: 'neutral' }
  return answer({ text: JSON.stringify({ ...rest, summary, key_points: points, claims }) })
}

const inputPerMillion = 1
const outputPerMillion = 3

function costOf(calls: readonly ServedCall[]): string {
  const nano = calls.reduce(
    (sum, { usage: { input, output } }) => sum + input * inputPerMillion + output * outputPerMillion,
    0,
  )
  return formatUsd(BigInt(nano) * 1_000n, 'four')
}

async function evaluated(limit: string, plan: (request: ReceivedRequest) => Reply = reading) {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  provider.respondWith(plan)
  const prices = join(temporaryFolder(), 'prices.json')
  const price = { input_per_million: inputPerMillion, output_per_million: outputPerMillion }
  writeFileSync(prices, JSON.stringify({ models: { 'compatible:reader': price } }))
  const config = readConfig({
    MODELS: 'compatible:reader',
    COMPATIBLE_BASE_URL: provider.url,
    PRICES_FILE: prices,
    PRICES_REFRESH_HOURS: '0',
    BRAVE_API_KEY: 'key-of-nobody',
    BRAVE_BASE_URL: 'http://127.0.0.1:9',
    SEARCH_PROVIDERS: 'brave',
  })
  const open = { timers: patientTimers, workers: sharedWorkers }
  const rows = await evaluateBriefs(await plantedTexts(['ferry.txt']), config, {
    limitNanoUsd: parseUsd(limit),
    open,
  })
  return { provider, rows }
}

it('measures a configured model as the product uses it, and asked once, by what its provider served and the books say', async () => {
  const { provider, rows } = await evaluated('1')

  const [briefed, once, analyst, lead] = rows
  const isOnce = provider.requests.map(({ body }) =>
    isAskedOnce(promptTexts(undefined, body['messages']).userText),
  )
  const servedOnce = provider.served.filter((_, index) => isOnce[index])
  const servedBriefing = provider.served.filter((_, index) => !isOnce[index])
  expect(servedOnce).toHaveLength(1)
  expect(servedBriefing).toHaveLength(2)
  expect(briefed).toEqual({
    by: 'compatible:reader, briefed',
    told: '1 of 1',
    missing: '',
    verbatim: 1,
    facts: 1,
    'false flagged': 0.5,
    'false passed on': 0,
    'true flagged': 0,
    'cost a brief': costOf(servedBriefing),
  })
  expect(once).toEqual({
    by: 'compatible:reader, asked once',
    told: '1 of 1',
    missing: '',
    verbatim: 0.75,
    facts: 1,
    'false flagged': 0,
    'false passed on': 0.5,
    'true flagged': 1,
    'cost a brief': costOf(servedOnce),
  })
  expect(analyst).toMatchObject({ by: 'built-in analyst', verbatim: 1, 'cost a brief': '$0.0000' })
  expect(lead).toMatchObject({ by: 'first three sentences', told: '1 of 1', 'false flagged': 0 })
})

it('spends no more than its limit, and counts what was refused as untold', async () => {
  const { provider, rows } = await evaluated('0.000001')

  expect(provider.served).toEqual([])
  expect(rows.slice(0, 2)).toMatchObject([
    { told: '0 of 1', missing: '1 × budget', verbatim: undefined, facts: 0, 'cost a brief': '$0.0000' },
    { told: '0 of 1', missing: '1 × budget', verbatim: undefined, facts: 0, 'cost a brief': '$0.0000' },
  ])
})

it('says why a model has told nothing', async () => {
  const { rows } = await evaluated('1', () => ({ kind: 'error', status: 401 }))

  expect(rows.slice(0, 2)).toMatchObject([
    { told: '0 of 1', missing: '1 × provider_key' },
    { told: '0 of 1', missing: '1 × provider_key' },
  ])
})
