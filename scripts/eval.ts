import '../src/app/environment.ts'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/app/config.ts'
import { keepEvaluation } from '../src/app/kept-evaluation.ts'
import { readAmount } from '../src/money/read-amount.ts'
import { freshSamples } from '../test/analyst/fresh-samples.ts'
import { furtherSamples } from '../test/analyst/further-samples.ts'
import { heldOutSamples } from '../test/analyst/held-out-samples.ts'
import { lastSamples } from '../test/analyst/last-samples.ts'
import { newestSamples } from '../test/analyst/newest-samples.ts'
import { plantedTexts } from '../test/analyst/planted-texts.ts'
import { samples } from '../test/analyst/samples.ts'
import { briefed, evaluateBriefs } from './eval/brief-texts.ts'
import { measureAnalyst } from './eval/measure-analyst.ts'
import { roundedRow, tableOf } from './eval/table.ts'

/**
 * `npm run eval -- --limit 2`: what briefs of made-up texts with planted falsehoods come to, by each model of `MODELS`, spending two dollars
 * for a model at most (default 1), beside one plain question to the same model; and by the built-in analyst beside the first three sentences.
 * Then how the built-in analyst sums up texts that it was tuned on and others.
 */
const { values } = parseArgs({ options: { limit: { type: 'string', default: '1' } } })
const limit = readAmount(values.limit)
if (limit.kind === 'problem') {
  console.error(`--limit ${values.limit}: expected US dollars, such as 0.50.`)
  process.exitCode = 2
} else {
  const config = readConfig()
  const briefs = await evaluateBriefs(await plantedTexts(), config, { limitNanoUsd: limit.amountNanoUsd })
  const facts = briefs.flatMap(({ by, facts }) =>
    by.endsWith(briefed) && facts !== undefined ? [[by.slice(0, -briefed.length), facts] as const] : [],
  )
  // "autointel recommend" looks here before it names a cheaper model.
  if (facts.length > 0) await keepEvaluation(config.dataDirectory, new Map(facts), Date.now())
  console.log('Briefs')
  console.table(briefs.map(roundedRow))
  for (const [name, texts] of [
    ['Summaries by the built-in analyst: tuned on', [...samples, ...furtherSamples]],
    [
      'Summaries by the built-in analyst: weights chosen by',
      [...heldOutSamples, ...freshSamples, ...lastSamples],
    ],
    ['Summaries by the built-in analyst: held out', newestSamples],
  ] as const) {
    console.log(name)
    console.table(tableOf(await measureAnalyst(texts)))
  }
}
