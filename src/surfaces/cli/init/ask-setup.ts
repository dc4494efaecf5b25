import { amountProblemText } from '../../../locales/amount-problem-text.ts'
import { textsOf } from '../../../locales/i18n.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { readAmount } from '../../../money/read-amount.ts'
import { parseModelId } from '../../../pricing/model-id.ts'
import type { Prompts } from './prompts.ts'
import { firstHearers, firstModels, type Hearer, type KeySetting, type Setup } from './setup.ts'

/** Somebody has broken the questions off. */
class BrokenOff extends Error {}

/** Asks for all that is needed; undefined when that is broken off. */
export async function askSetup(prompts: Prompts): Promise<Setup | undefined> {
  try {
    prompts.begin('Autointel')
    const models = await askModels(prompts)
    const hearing = await askHearing(prompts, models)
    const seeing = await askSeeing(prompts, models)
    const discord = await askDiscord(prompts)
    const books = await askBooks(prompts)
    const month = await askAmount(
      prompts,
      'What may the whole bot spend in a month, in US dollars? (empty: any amount)',
      '50',
    )
    const day = await askAmount(prompts, 'And in a day? (empty: any amount)', '5')
    return {
      settings: { ...models, ...hearing, ...seeing, ...discord, ...books },
      dayLimitNanoUsd: day,
      monthLimitNanoUsd: month,
    }
  } catch (error) {
    if (error instanceof BrokenOff) return undefined
    throw error
  }
}

const ownServer = 'COMPATIBLE_BASE_URL'
const builtIn = 'local:extractive'

async function askModels(prompts: Prompts): Promise<Record<string, string>> {
  const chosen = answered(
    await prompts.choose('Who shall read?', [
      { value: builtIn, label: 'The built-in analyst', hint: 'on this machine, free' },
      { value: 'OPENAI_API_KEY', label: 'OpenAI' },
      { value: 'ANTHROPIC_API_KEY', label: 'Anthropic' },
      { value: 'GOOGLE_GENERATIVE_AI_API_KEY', label: 'Google Gemini' },
      { value: ownServer, label: 'Another server that speaks OpenAI’s format', hint: 'Ollama, OpenRouter …' },
    ]),
  )
  if (chosen === builtIn) return { MODELS: builtIn }
  if (chosen === ownServer) return askOwnServer(prompts)
  const key = answered(await prompts.secret(`The key (${chosen})`))
  const models = await askModelNames(prompts, firstModels[chosen as KeySetting])
  return { [chosen]: key, MODELS: models }
}

type Settings = Readonly<Record<string, string>>

async function askHearing(prompts: Prompts, { OPENAI_API_KEY: openAiKey }: Settings): Promise<Settings> {
  const hearers = Object.entries(firstHearers).map(([value, { label, key }]) => ({
    value,
    label,
    hint: key === 'OPENAI_API_KEY' && openAiKey !== undefined ? `${value}, with the key above` : value,
  }))
  const nobody = { value: '', label: 'Nobody', hint: 'recordings are not read' }
  const options = openAiKey === undefined ? [nobody, ...hearers] : [...hearers, nobody]
  const chosen = answered(await prompts.choose('Who shall hear recordings?', options))
  if (chosen === '') return {}
  const { key } = firstHearers[chosen as Hearer]
  if (key === 'OPENAI_API_KEY' && openAiKey !== undefined) return { STT_MODEL: chosen }
  return { STT_MODEL: chosen, [key]: answered(await prompts.secret(`The key (${key})`)) }
}

/** The cheapest of the models sees as well as the others what is written on a page. */
async function askSeeing(prompts: Prompts, settings: Settings): Promise<Settings> {
  const hasEyes = Object.keys(firstModels).some((key) => settings[key] !== undefined)
  const model = settings['MODELS']?.split(',').at(-1)?.trim()
  if (!hasEyes || model === undefined) return {}
  const question = `Have ${model} read pictures and scans too? Without it this machine recognises their text.`
  return answered(await prompts.confirm(question, true)) ? { MODEL_VISION: model } : {}
}

async function askBooks(prompts: Prompts): Promise<Settings> {
  const question = 'Keep everything in Postgres rather than in a file here? (for several processes)'
  if (!answered(await prompts.confirm(question, false))) return {}
  const problemOf = (answer: string) =>
    /^postgres(ql)?:\/\/./.test(answer)
      ? undefined
      : 'Addresses are like postgres://user:password@host:5432/name.'
  return { DATABASE_URL: answered(await prompts.secret('Its address (DATABASE_URL)', problemOf)) }
}

async function askOwnServer(prompts: Prompts): Promise<Record<string, string>> {
  const url = answered(
    await prompts.text('Its address', {
      initial: 'http://127.0.0.1:11434/v1',
      problemOf: (answer) => (/^https?:\/\/./.test(answer) ? undefined : 'Give an http or https address.'),
    }),
  )
  const hasKey = answered(await prompts.confirm('Does it want a key?', false))
  const key = hasKey ? answered(await prompts.secret('The key (COMPATIBLE_API_KEY)')) : undefined
  const models = await askModelNames(prompts, 'compatible:llama3.2')
  return { COMPATIBLE_BASE_URL: url, ...(key !== undefined && { COMPATIBLE_API_KEY: key }), MODELS: models }
}

async function askModelNames(prompts: Prompts, initial: string): Promise<string> {
  const isModel = (name: string) => parseModelId(name.trim()) !== undefined
  return answered(
    await prompts.text('Models, the dearest first, separated by commas', {
      initial,
      problemOf: (answer) => (answer.split(',').every(isModel) ? undefined : `Names are like ${initial}.`),
    }),
  )
}

async function askDiscord(prompts: Prompts): Promise<Record<string, string>> {
  const wanted = answered(await prompts.confirm('Set up the bot for Discord too?', false))
  if (!wanted) return {}
  const token = answered(await prompts.secret('The bot’s token (Developer Portal, Bot, Reset Token)'))
  const owners = answered(
    await prompts.text('Ids of owners besides those of the application (empty: none)', {
      problemOf: (answer) =>
        /^(\d{17,20}([\s,]+\d{17,20})*)?$/.test(answer) ? undefined : 'Ids have 17 to 20 digits.',
    }),
  )
  const logsIn = answered(
    await prompts.confirm('Let managers of servers log in to the web page with Discord?', false),
  )
  const secret = logsIn
    ? answered(await prompts.secret('The application’s client secret (Developer Portal, OAuth2)'))
    : undefined
  return {
    DISCORD_TOKEN: token,
    ...(owners !== '' && { OWNER_IDS: owners }),
    ...(secret !== undefined && { DISCORD_CLIENT_SECRET: secret }),
  }
}

async function askAmount(prompts: Prompts, message: string, initial: string): Promise<NanoUsd | undefined> {
  const problemOf = (answer: string) => {
    const read = readAmount(answer)
    return answer === '' || read.kind === 'amount'
      ? undefined
      : amountProblemText(read.problem, answer, textsOf('en'))
  }
  const answer = answered(await prompts.text(message, { initial, problemOf }))
  const read = readAmount(answer)
  return read.kind === 'amount' ? read.amountNanoUsd : undefined
}

function answered<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new BrokenOff()
  return answer
}
