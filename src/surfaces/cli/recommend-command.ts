import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import { keptEvaluation } from '../../app/kept-evaluation.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printable, wrapped } from '../../app/terminal-text.ts'
import { botSubject } from '../../ledger/subject.ts'
import { textsOf } from '../../locales/i18n.ts'
import { recommendationText } from '../../locales/recommendation-text.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { periodRange } from '../../report/period-range.ts'
import { readRecommendations } from '../../report/read-recommendations.ts'
import { recommendationsToJson } from '../../wire/recommendations.ts'
import { wholeNumberArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithAutointel } from './with-autointel.ts'

interface RecommendFlags {
  readonly days: number
  readonly json?: boolean
}

const mostDays = 366

export function addRecommendCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('recommend')
    .summary('what could be saved')
    .description(
      'Lists what would have cost less, each with the saving that the books show: the same tokens by a cheaper model that is configured or was used, prompts that were repeated without the provider’s cache, caches that were written and not read, questions that were asked again, second looks that changed nothing, silence that was transcribed, calls whose bill never came, and limits far above or below what is used.\nThe books do not show quality: where "npm run eval" has measured both models, a cheaper one that tells fewer facts is left out.',
    )
    .option('--days <n>', 'so many calendar days, today included', wholeNumberArgument(1, mostDays), 30)
    .option('--json', 'print one JSON array and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel recommend', 'by the last thirty days'],
        ['autointel recommend --days 90 --json', 'of a quarter, for programs'],
      ),
    )
    .action((flags: RecommendFlags) =>
      withAutointel((autointel, output) => recommendCommand(flags, autointel, output)),
    )
}

async function recommendCommand(
  { days, json }: RecommendFlags,
  { ledger, catalogue, config, now }: Autointel,
  output: Output,
): Promise<number> {
  const texts = textsOf('en')
  const range = periodRange({ kind: 'days', days }, now(), await ledger.timeZone(botSubject))
  const books = {
    ledger,
    models: config.models,
    priceOf: (model: ModelId) => catalogue.priceOf(model),
    qualities: await keptEvaluation(config.dataDirectory),
  }
  const found = await readRecommendations(books, range, now())
  if (json) output.data(JSON.stringify(recommendationsToJson(found)))
  else if (found.length === 0) output.data(texts.t('savings.none'))
  else {
    const texted = found.map((one) => wrapped(recommendationText(one, texts, printable), output.width))
    output.data(texted.join('\n\n'))
  }
  return exitCodes.done
}
