import type { NanoUsd } from '../../../money/nano-usd.ts'
import { firstModels, type KeySetting, type Setup } from './setup.ts'

/** What the options say; `true` of a key: it is in the environment. */
export interface GivenFlags {
  readonly models?: string
  readonly stt?: string
  readonly vision?: string
  readonly openaiKey?: string | true
  readonly anthropicKey?: string | true
  readonly googleKey?: string | true
  readonly compatibleUrl?: string
  readonly compatibleKey?: string | true
  readonly groqKey?: string | true
  readonly deepgramKey?: string | true
  readonly assemblyaiKey?: string | true
  readonly discordToken?: string | true
  readonly discordClientSecret?: string | true
  readonly databaseUrl?: string | true
  readonly owner?: readonly string[]
  readonly dayLimit?: NanoUsd
  readonly monthLimit?: NanoUsd
}

/** What is wrong with the options, for the user. */
export class GivenSetupError extends Error {}

const secrets = [
  ['openaiKey', 'OPENAI_API_KEY', '--openai-key'],
  ['anthropicKey', 'ANTHROPIC_API_KEY', '--anthropic-key'],
  ['googleKey', 'GOOGLE_GENERATIVE_AI_API_KEY', '--google-key'],
  ['compatibleKey', 'COMPATIBLE_API_KEY', '--compatible-key'],
  ['groqKey', 'GROQ_API_KEY', '--groq-key'],
  ['deepgramKey', 'DEEPGRAM_API_KEY', '--deepgram-key'],
  ['assemblyaiKey', 'ASSEMBLYAI_API_KEY', '--assemblyai-key'],
  ['discordToken', 'DISCORD_TOKEN', '--discord-token'],
  ['discordClientSecret', 'DISCORD_CLIENT_SECRET', '--discord-client-secret'],
  ['databaseUrl', 'DATABASE_URL', '--database-url'],
] as const

/**
 * The decisions that the options name. A secret is not given in the open: `-` reads it from standard input, and none stands for that of the
 * environment.
 *
 * @throws {GivenSetupError}
 */
export async function givenSetup(
  flags: GivenFlags,
  variables: Readonly<Record<string, string | undefined>>,
  readInput: () => Promise<string>,
): Promise<Setup> {
  const fromInput = secrets.filter(([flag]) => flags[flag] === '-')
  if (fromInput.length > 1)
    throw new GivenSetupError(
      `Only one of ${fromInput.map(([, , option]) => option).join(', ')} can be read from standard input. Leave the others in the environment.`,
    )
  const settings: Record<string, string> = {}
  for (const [flag, name, option] of secrets) {
    const given = flags[flag]
    if (given === undefined) continue
    const secret = given === '-' ? await readInput() : given === true ? variables[name] : given
    const value = secret?.trim() ?? ''
    if (value === '')
      throw new GivenSetupError(
        given === '-'
          ? `${option} -: standard input is empty.`
          : `${option}: ${name} is not in the environment. Set it there, or pipe the key in and give ${option} -.`,
      )
    settings[name] = value
  }
  if (flags.compatibleUrl !== undefined) settings['COMPATIBLE_BASE_URL'] = flags.compatibleUrl
  if (flags.stt !== undefined) settings['STT_MODEL'] = flags.stt
  if (flags.vision !== undefined) settings['MODEL_VISION'] = flags.vision
  if (flags.owner) settings['OWNER_IDS'] = flags.owner.join(',')
  const models = flags.models ?? modelFor(settings)
  if (models !== undefined) settings['MODELS'] = models
  return { settings, dayLimitNanoUsd: flags.dayLimit, monthLimitNanoUsd: flags.monthLimit }
}

/** With a key and nothing else said, a model that it opens. */
function modelFor(settings: Readonly<Record<string, string>>): string | undefined {
  const key = (Object.keys(firstModels) as KeySetting[]).find((name) => settings[name] !== undefined)
  return key && firstModels[key]
}
