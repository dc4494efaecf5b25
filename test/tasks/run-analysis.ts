import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { tightestLimit } from '../../src/budget/remaining-money.ts'
import { currentRequestTracker } from '../../src/budget/request-scope.ts'
import type { Depth } from '../../src/ledger/attribution.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import type { AnalysisAnswer } from '../../src/tasks/analysis/answer-schema.ts'
import { type AnalysisDependencies, analyse } from '../../src/tasks/analysis.ts'
import type { Transcription } from '../../src/tasks/transcription.ts'
import { type Boundary, small } from '../llm/open-boundary.ts'
import type { ReceivedRequest } from '../support/providers/received-request.ts'
import { answer } from '../support/providers/reply.ts'
import { asTask, contextOf, type TestContext } from '../support/tasks/task-context.ts'

export const shortText = [
  'The harbour of Hollowmere froze over in January for the first time in a century.',
  'Forty ships lay in the ice until the end of March, said Greta Olsen, who runs the port.',
  'The port lost two million crowns, and the town has asked the state for help.',
].join(' ')

export const parts = 4
/** Four parts of just under 32,000 characters, each sentence of it one of a kind. */
export const longText = Array.from({ length: parts }, (_, part) =>
  Array.from(
    { length: 450 },
    (_, index) => `Entry ${part}-${index} tells of ship number ${index} in the ice.`,
  )
    .join(' ')
    .slice(0, 31_900),
).join('\n\n')

export function transcriptionOf(text: string): Transcription {
  return { text, segments: [], language: 'en' }
}

function dependenciesOf({ models, ledger }: Boundary, ladder: readonly ModelId[]): AnalysisDependencies {
  return {
    models,
    ladder,
    analyst: createExtractiveAnalyst(),
    analystModel: { provider: 'local', model: 'extractive' },
    tightestLimit: () => tightestLimit(ledger, currentRequestTracker(), Date.now()),
  }
}

interface AnalysisRun {
  readonly text?: string
  readonly depth?: Depth
  readonly limitUsd?: string
  readonly ladder?: readonly ModelId[]
  readonly context?: TestContext
  readonly language?: string
}

export function run(
  boundary: Boundary,
  {
    text = shortText,
    depth = 'quick',
    limitUsd = '1',
    ladder = [small],
    context,
    language,
  }: AnalysisRun = {},
) {
  return asTask('analysis', limitUsd, () =>
    analyse(
      transcriptionOf(text),
      { title: 'Ice', language },
      context ?? contextOf(depth),
      dependenciesOf(boundary, ladder),
    ),
  )
}

export function answerOf(overrides: Partial<AnalysisAnswer>) {
  const whole: AnalysisAnswer = {
    title: 'Ice',
    summary: 'It froze.',
    key_points: [],
    entities: [],
    topics: [],
    tone: 'neutral',
    claims: [],
    ...overrides,
  }
  return answer({ text: JSON.stringify(whole) })
}

export function promptOf({ body }: ReceivedRequest): string {
  return JSON.stringify(body['messages'])
}

/** The text between the source's marks, as it went over the wire. */
export function sourceIn({ body }: ReceivedRequest): string {
  const [, user] = body['messages'] as { content: unknown }[]
  const content = user?.content
  const text =
    typeof content === 'string' ? content : (content as { text: string }[]).map((part) => part.text).join('')
  return /<(source-[0-9a-f]{12})>\n([\s\S]*)\n<\/\1>/.exec(text)?.[2] ?? ''
}
