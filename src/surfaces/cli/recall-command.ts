import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printable, wrapped } from '../../app/terminal-text.ts'
import { isFound, type Quote } from '../../brief/answer.ts'
import type { Audience } from '../../brief/audience.ts'
import { failureText } from '../../locales/failure-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { noteText } from '../../locales/note-text.ts'
import { formatUsd } from '../../money/format.ts'
import { failureOf } from '../../orchestrator/workflow-failure.ts'
import { recallToJson } from '../../wire/recall.ts'
import { tenantArgument, userArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithAutointel } from './with-autointel.ts'

const english = textsOf('en')

interface RecallFlags {
  readonly tenant: string
  readonly user?: string
  readonly after?: string
  readonly json?: boolean
}

export function addRecallCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('recall')
    .description(
      'Answers a question from what was read at depth deep and deeper, with quotes and links, or says that nothing was found.\nWithout a model the answer is the best quote, for free; with one it costs at most QUESTION_BUDGET.',
    )
    .argument('<question>', 'in the words of the texts, or in others')
    .option('--tenant <name>', 'whose memory is asked, and who pays', tenantArgument, 'cli')
    .option('--user <id>', 'who asks: also from what that user has read in private', userArgument)
    .option('--after <question>', 'the question before, which this one goes on from')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel recall "When does the bridge open?"', 'ask what was read'],
        ['autointel recall "Who leads the museum?" --tenant guild_123', 'ask what a server has read'],
        ['autointel recall "And in 2023?" --after "How much did it lose in 2024?"', 'go on from a question'],
      ),
    )
    .action((question: string, flags: RecallFlags) =>
      withAutointel((autointel, output) => recallCommand(question, flags, autointel, output)),
    )
}

async function recallCommand(
  question: string,
  { tenant, user, after, json }: RecallFlags,
  { questions }: Autointel,
  output: Output,
): Promise<number> {
  if (!/[\p{L}\p{N}]/u.test(question)) {
    output.info('Ask something, in words.')
    return exitCodes.wrongUsage
  }
  const audience: Audience = user === undefined ? { visibility: 'server' } : { visibility: 'member', user }
  const trouble = (error: unknown) => output.info(failureText(failureOf(error, undefined), english).says)
  const earlier = after === undefined ? [] : [{ question: after, answer: '' }]
  const asked = { question, earlier, tenant, user, audience }
  const answered = await questions.ask(asked, { trouble })
  const { answer, cost } = answered
  const nothing = english.t('answer.nothing')
  const notes = answer.notes.map((note) => noteText(note, english))
  if (json) output.data(JSON.stringify(recallToJson(answered, { nothing, notes })))
  else {
    const { width } = output
    output.data(wrapped(printable(isFound(answer) ? answer.text : nothing), width))
    for (const quote of answer.quotes) output.data(`\n${quoteText(quote, width)}`)
    if (!isFound(answer)) output.info(english.t('answer.onlyDeep'))
    for (const note of notes) output.info(wrapped(note, width))
    if (cost && cost.totalNanoUsd > 0n) output.info(`Cost: ${formatUsd(cost.totalNanoUsd, 'readable')}`)
  }
  return exitCodes.done
}

function quoteText({ text, title, url }: Quote, width: number): string {
  const source = printable([title, url].filter(Boolean).join(', '))
  return `${wrapped(printable(`“${text}”`), width, '  ')}\n${wrapped(`— ${source}`, width, '    ')}`
}
