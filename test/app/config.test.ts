import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig, settingNames } from '../../src/app/config.ts'
import { ConfigError } from '../../src/app/settings/config-error.ts'
import { localAnalystModel } from '../../src/app/settings/model-settings.ts'
import { defaultDepthTiers } from '../../src/budget/depth-tiers.ts'
import { usd } from '../support/ledger/requests.ts'

const fileOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Empty when the settings can be used. */
function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(variables)
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)]
  }
}

function configFile(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'config.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('the settings', () => {
  it('are all optional, and then everything stays on the machine', () => {
    expect(readConfig({})).toMatchObject({
      dataDirectory: resolve('data'),
      models: [localAnalystModel],
      taskModels: {},
      embeddingModel: undefined,
      transcriptionModel: undefined,
      pricesRefreshHours: 24,
      unpricedModels: 'fallback',
      timeZone: undefined,
      modelTimeoutMs: 120_000,
      workflowConcurrency: 4,
      depthTiers: defaultDepthTiers,
    })
  })

  it('count as not set when they are empty', () => {
    expect(readConfig({ MODELS: '', TIME_ZONE: '', OPENAI_API_KEY: '' })).toEqual(readConfig({}))
  })

  it('name a ladder of models, in order, and one of its own for a task', () => {
    const config = readConfig({
      MODELS: ' openai:gpt-5 , compatible:llama3:8b ',
      MODEL_VERIFICATION: 'local:extractive',
      OPENAI_API_KEY: 'x',
      COMPATIBLE_BASE_URL: 'http://127.0.0.1:11434/v1/',
    })

    expect(config.models).toEqual([
      { provider: 'openai', model: 'gpt-5' },
      { provider: 'compatible', model: 'llama3:8b' },
    ])
    expect(config.taskModels).toEqual({ verification: [localAnalystModel] })
    expect(config.providers.compatible?.baseUrl).toBe('http://127.0.0.1:11434/v1')
  })

  it.each([
    ['MODELS', 'gpt-5'],
    ['MODELS', ' , '],
    ['MODELS', 'mistral:large'],
    ['MODELS', 'local:other'],
    ['MODEL_ANALYSIS', 'openai:'],
    ['EMBEDDING_MODEL', 'ada'],
    ['STT_MODEL', 'whisper'],
    ['STT_MODEL', 'anthropic:claude'],
    ['STT_MODEL', 'local:extractive'],
    ['TRANSCRIPTION_MODEL', 'whisper'],
    ['OPENAI_BASE_URL', 'localhost:80'],
    ['ANTHROPIC_BASE_URL', 'ftp://host/'],
    ['COMPATIBLE_BASE_URL', '/v1'],
    ['PRICES_REFRESH_HOURS', '-1'],
    ['PRICES_REFRESH_HOURS', '1.5'],
    ['PRICES_REFRESH_HOURS', '8761'],
    ['PRICES_URL', 'prices.json'],
    ['UNPRICED_MODELS', 'free'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['MODEL_TIMEOUT_MS', '99'],
    ['MODEL_TIMEOUT_MS', 'soon'],
    ['SOURCE_ALLOW_HOSTS', 'localhost'],
    ['SOURCE_PROXY', 'proxy.lan:3128'],
    ['SOURCE_PROXY', 'socks5://proxy.lan'],
    ['SEARCH_URL', 'wikipedia'],
    ['KNOWLEDGE_RETENTION_DAYS', '0'],
    ['CHECKPOINT_RETENTION_DAYS', '0'],
    ['CHECKPOINT_RETENTION_DAYS', '36501'],
    ['CONFIG_FILE', '/nonexistent/config.json'],
    ['WORKFLOW_CONCURRENCY', '0'],
    ['LOG_LEVEL', 'loud'],
    ['DISCORD_GUILD_ID', 'my-server'],
    ['OWNER_IDS', 'me'],
    ['ALERT_WEBHOOK_URL', 'hook'],
    ['DISPLAY_CURRENCY', 'euro'],
    ['DISPLAY_CURRENCY', 'EUR'],
    ['DISPLAY_RATES', 'EUR'],
    ['DISPLAY_RATES', 'EUR=0'],
    ['DISPLAY_RATES', 'EUR=-1'],
    ['DISPLAY_RATES', 'EUR=NaN'],
    ['DISPLAY_RATES', 'EUR=0.92;RUB=92'],
    ['DISPLAY_RATES', 'XQQ=1'],
    ['TRACK_COSTS', 'maybe'],
    ['COST_ALERT_THRESHOLD', 'dear'],
    ['EXPORT_COSTS_ON_EXIT', 'costs.xlsx'],
    ['COST_NOTICE_THRESHOLD', 'cheap'],
    ['COST_NOTICE_THRESHOLD', '1000000.01'],
    ['SHARDS', '0'],
  ])('are refused by name when wrong: %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name}=`))
    expect(problems[0]).toContain(value)
  })

  it.each(['OPENAI_API_KEY', 'BRAVE_API_KEY', 'ANTHROPIC_ADMIN_KEY', 'DISCORD_TOKEN'])(
    'say of a key that was copied with what no head of a request takes, without showing it: %s',
    (name) => {
      for (const odd of ['sk-one\nsk-two', 'sk-\u200bone', 'sk-оne', 'sk one']) {
        const [problem = '', ...others] = problemsOf({ [name]: odd })
        expect(others).toEqual([])
        expect(problem).toMatch(new RegExp(`^${name}=…: expected a key without blanks`))
      }
      expect(problemsOf({ [name]: ' sk-one\n' })).toEqual([])
    },
  )

  it('say of the address of a database how to put a password in', () => {
    const [problem] = problemsOf({ DATABASE_URL: 'postgres://user:100%sure@127.0.0.1/books' })
    expect(problem).toMatch(/^DATABASE_URL=…: .*%25 for %/)
    expect(problem).not.toContain('sure')
    expect(problemsOf({ DATABASE_URL: 'postgres://user:100%25sure@127.0.0.1/books' })).toEqual([])
  })

  it('have a former name, which the new one goes before', () => {
    const OPENAI_API_KEY = 'test-key'
    const former = { OPENAI_API_KEY, TRANSCRIPTION_MODEL: 'openai:whisper-1' }

    expect(readConfig(former).transcriptionModel).toEqual({ provider: 'openai', model: 'whisper-1' })
    expect(readConfig({ ...former, STT_MODEL: 'openai:gpt-4o-transcribe' }).transcriptionModel).toEqual({
      provider: 'openai',
      model: 'gpt-4o-transcribe',
    })
  })

  it('choose another currency by its code and rate, however they are written', () => {
    const { displayCurrency } = readConfig({
      DISPLAY_CURRENCY: 'eur',
      DISPLAY_RATES: 'RUB=92.75, eur = 0.920',
    })

    expect({ ...displayCurrency, perUsd: displayCurrency.perUsd.toFixed() }).toEqual({
      code: 'EUR',
      perUsd: '0.92',
    })
    expect(readConfig({}).displayCurrency.code).toBe('USD')
  })

  it('name every problem at once', () => {
    const problems = problemsOf({ TIME_ZONE: 'x', LOG_LEVEL: 'y', PRICES_REFRESH_HOURS: 'z' })

    expect(problems.map((problem) => problem.split('=')[0]).sort()).toEqual([
      'LOG_LEVEL',
      'PRICES_REFRESH_HOURS',
      'TIME_ZONE',
    ])
  })

  it.each([
    ['openai:gpt-5', 'OPENAI_API_KEY'],
    ['anthropic:claude-sonnet-4-5', 'ANTHROPIC_API_KEY'],
    ['google:gemini-2.5-pro', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    ['compatible:llama3', 'COMPATIBLE_BASE_URL'],
  ])('say what the model %s needs', (model, needed) => {
    expect(problemsOf({ MODELS: model })).toEqual([expect.stringMatching(`MODELS=${model}: ${needed}`)])
    expect(problemsOf({ MODELS: model, [needed]: 'http://127.0.0.1:1/v1' })).toEqual([])
  })
})

describe('the configuration file', () => {
  it('overrides depths and budgets and leaves the rest', () => {
    const { depthTiers, budgets } = readConfig({
      CONFIG_FILE: configFile({
        depths: { quick: { total: 0.25, transcription: null } },
        budgets: { default: { day: '10' }, guild_1: { month: { amount: 50, mode: 'soft' } } },
      }),
    })

    expect(depthTiers.quick).toEqual({
      totalNanoUsd: usd('0.25'),
      perTaskNanoUsd: { acquisition: usd('0.05'), analysis: usd('0.30') },
    })
    expect(depthTiers.deep).toEqual(defaultDepthTiers.deep)
    expect(budgets).toEqual({
      default: { day: { limitNanoUsd: usd('10'), mode: 'hard' } },
      guild_1: { month: { limitNanoUsd: usd('50'), mode: 'soft' } },
    })
  })

  it.each([
    ['is no JSON', '{'],
    ['has an unknown field', { limits: {} }],
    ['has an unknown depth', { depths: { profound: { total: 1 } } }],
    ['has a negative amount', { depths: { quick: { total: -1 } } }],
    ['has more decimals than money has', { depths: { quick: { total: '0.0000000001' } } }],
    ['has an amount that nobody means', { budgets: { bot: { day: 1_000_000.01 } } }],
    ['has a subject that is none', { budgets: { 'a b': { day: 1 } } }],
    ['has an unknown period', { budgets: { bot: { week: 1 } } }],
  ])('is refused when it %s', (_, content) => {
    const file = configFile(content)

    expect(problemsOf({ CONFIG_FILE: file })[0]).toContain(`CONFIG_FILE=${file}`)
  })
})

describe('.env.example', () => {
  const example = fileOf('../../.env.example')
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)

  it('explains every setting, in the order in which they are read', () => {
    expect(named).toEqual(settingNames)
    expect(named.length).toBeGreaterThan(20)
  })

  it('shows the values that hold without it', () => {
    expect(readConfig({ ...parseEnv(example) })).toEqual(readConfig({}))
  })
})
