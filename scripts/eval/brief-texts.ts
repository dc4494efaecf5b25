import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../src/app/config.ts'
import { type Autointel, type OpenOptions, openAutointel } from '../../src/app/open-autointel.ts'
import { localAnalystModel } from '../../src/app/settings/model-settings.ts'
import type { Brief } from '../../src/brief/brief.ts'
import type { NanoUsd } from '../../src/money/nano-usd.ts'
import { formatModelId, type ModelId } from '../../src/pricing/model-id.ts'
import { parseGiven } from '../../src/sources/given-location.ts'
import { cutPassages } from '../../src/text/cutting.ts'
import { leadOf } from '../../test/analyst/measures.ts'
import type { PlantedText } from '../../test/analyst/planted-texts.ts'
import { evaluationTenant } from './evaluation-tenant.ts'
import { tellAtOnce } from './one-shot.ts'
import { type Telling, type ToldOf, type ToldText, tellingOf } from './told-text.ts'

export interface EvaluationOptions {
  /** What all that is asked of one model may cost. */
  readonly limitNanoUsd: NanoUsd
  /** What the product is opened with. */
  readonly open?: Pick<OpenOptions, 'fetch' | 'timers' | 'workers'>
}

/** Ends the name of a row that tells of the product's briefs by a model. */
export const briefed = ', briefed'

/**
 * Briefs each text as the product does, by each configured model and by the built-in analyst, and beside it has the same model asked once
 * for a summary, and beside the analyst the first three sentences. Each has books of its own, in a temporary folder, where the records lie
 * that the planted falsehoods can be held against; nothing else is searched.
 */
export async function evaluateBriefs(
  texts: readonly PlantedText[],
  config: Config,
  options: EvaluationOptions,
): Promise<readonly Telling[]> {
  const local = formatModelId(localAnalystModel)
  const models = config.models.filter((model) => formatModelId(model) !== local)
  const rows: Telling[] = []
  for (const model of models) {
    const name = formatModelId(model)
    const { briefs, atOnce } = await inBooksOfItsOwn(model, config, options, async (autointel, folder) => ({
      briefs: await briefAll(texts, autointel, folder),
      atOnce: await eachOf(texts, (text) => tellAtOnce(text, model, autointel)),
    }))
    rows.push(tellingOf(`${name}${briefed}`, briefs), tellingOf(`${name}, asked once`, atOnce))
  }
  const briefs = await inBooksOfItsOwn(localAnalystModel, config, options, (autointel, folder) =>
    briefAll(texts, autointel, folder),
  )
  const leads = await eachOf(texts, async (text) => ({ told: leadTold(text), costNanoUsd: 0n }))
  return [...rows, tellingOf('built-in analyst', briefs), tellingOf('first three sentences', leads)]
}

async function inBooksOfItsOwn<T>(
  model: ModelId,
  config: Config,
  { limitNanoUsd, open }: EvaluationOptions,
  work: (autointel: Autointel, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'autointel-eval-'))
  const limit = { limitNanoUsd, mode: 'hard' } as const
  const own: Config = {
    ...config,
    models: [model],
    taskModels: {},
    embeddingModel: undefined,
    searches: [],
    budgets: { [evaluationTenant]: { hour: limit, day: limit, month: limit } },
    dataDirectory: folder,
    databaseFile: join(folder, 'autointel.db'),
  }
  try {
    const autointel = await openAutointel(own, open)
    try {
      return await work(autointel, folder)
    } finally {
      await autointel.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function briefAll(
  texts: readonly PlantedText[],
  autointel: Autointel,
  folder: string,
): Promise<readonly ToldOf[]> {
  for (const text of texts) await rememberRecords(text, autointel)
  return eachOf(texts, async ({ name, text }) => {
    const path = join(folder, name)
    await writeFile(path, text)
    const given = parseGiven([path], { isFile: () => true })
    if (given.kind === 'refused') throw new Error(`${name} cannot be read.`)
    const { location } = given
    const request = { location, depth: 'standard', tenant: evaluationTenant, visibility: 'server' } as const
    const run = await autointel.orchestrator.start(request)
    const { brief, costNanoUsd, failure, refusal, status } = await run.result
    const missing = failure?.code ?? (refusal ? 'budget' : status)
    return { told: brief && toldBy(brief), costNanoUsd, missing }
  })
}

function toldBy({ summary, keyPoints, claims }: Brief): ToldText {
  return {
    summary,
    points: keyPoints,
    claims: claims.map(({ text, quote, verdict }) => ({
      text,
      quote,
      isDoubted: verdict === 'contradicted' || verdict === 'disputed',
    })),
  }
}

function leadTold({ text, sample }: PlantedText): ToldText {
  return { summary: leadOf(text, sample.language, 3), points: [], claims: [] }
}

/** One after the other, so that the slowest provider is not asked more than one thing at a time. */
async function eachOf(
  texts: readonly PlantedText[],
  tell: (text: PlantedText) => Promise<Omit<ToldOf, 'text'>>,
): Promise<readonly ToldOf[]> {
  const all: ToldOf[] = []
  for (const text of texts) all.push({ text, ...(await tell(text)) })
  return all
}

async function rememberRecords(
  { name, sample, falsehoods }: PlantedText,
  { knowledge, now }: Autointel,
): Promise<void> {
  for (const [index, { record }] of falsehoods.entries())
    await knowledge.remember({
      id: `record_${name}_${index}`,
      tenant: evaluationTenant,
      audience: { visibility: 'server' },
      workflow: `record_${name}_${index}`,
      title: record,
      summary: record,
      language: sample.language,
      text: record,
      rememberedAtMs: now(),
      entities: [],
      passages: cutPassages(record),
    })
}
