import { formatUsd } from '../money/format.ts'
import type { Brief, WorkflowRefusal, WorkflowResult } from '../orchestrator/workflow-result.ts'
import type { VerifiedClaim } from '../tasks/verification/verdict.ts'
import { printable, wrapped } from './output.ts'

/** A result as a person reads it on a terminal. */
export function resultText(result: WorkflowResult, width: number): string {
  const parts = [
    result.brief && briefText(result, result.brief, width),
    result.failure && !result.brief
      ? problemText(result.failure.message, result.failure.hint, width)
      : undefined,
    result.refusal && wrapped(refusalText(result.refusal, result.workflow), width),
    result.notes.length > 0 ? `Notes\n${bullets(result.notes, width)}` : undefined,
    billText(result),
  ]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

export function problemText(message: string, hint: string | undefined, width: number): string {
  const text = wrapped(printable(message), width)
  return hint ? `${text}\n${wrapped(printable(hint), width, '  ')}` : text
}

function briefText({ source }: WorkflowResult, brief: Brief, width: number): string {
  const about = [
    source?.siteName,
    source?.author,
    source?.publishedAt,
    source?.type,
    source?.language,
  ].filter(Boolean)
  const sections = [
    `${wrapped(printable(brief.title), width)}\n${'─'.repeat(Math.min(width, Math.max(12, brief.title.length)))}`,
    source && printable([source.url ?? source.location, about.join(' · ')].filter(Boolean).join('\n')),
    wrapped(printable(brief.summary), width),
    section(
      'Key points',
      brief.keyPoints.map(({ text, quote }) => pointText(text, quote, width)),
    ),
    section(
      'Claims',
      brief.claims.map((claim) => claimText(claim, width)),
    ),
    brief.entities.length > 0
      ? `Names\n${wrapped(
          printable(
            brief.entities
              .slice(0, 20)
              .map(({ name, mentions }) => `${name} (${mentions})`)
              .join(', '),
          ),
          width,
          '  ',
        )}`
      : undefined,
    brief.topics.length > 0
      ? `Topics\n${wrapped(printable(brief.topics.join(', ')), width, '  ')}`
      : undefined,
    section(
      'Read earlier',
      brief.related.map(({ title, url }) =>
        wrapped(printable([title, url].filter(Boolean).join(' — ')), width, '  • '.padStart(4)),
      ),
    ),
  ]
  return sections.filter((part) => part !== undefined).join('\n\n')
}

function section(name: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : `${name}\n${items.join('\n')}`
}

function pointText(text: string, quote: string, width: number): string {
  const point = bullets([text], width)
  const isOwnWords = quote.trim() !== text.trim()
  return isOwnWords ? `${point}\n${wrapped(printable(`“${quote}”`), width, '      ')}` : point
}

function claimText({ text, verdict, confidence, evidence }: VerifiedClaim, width: number): string {
  const sure = confidence > 0 ? `, ${Math.round(confidence * 100)} % sure` : ''
  const proofs = evidence.map(
    ({ stance, title, url }) => `${stance}: ${[title, url].filter(Boolean).join(', ')}`,
  )
  return [
    bullets([text], width),
    wrapped(`[${verdict}${sure}]`, width, '      '),
    ...proofs.map((proof) => wrapped(printable(proof), width, '      ')),
  ].join('\n')
}

function bullets(texts: readonly string[], width: number): string {
  return texts.map((text) => wrapped(printable(text), width, '    ').replace(/^ {4}/, '  • ')).join('\n')
}

export function refusalText(refusal: WorkflowRefusal, workflow: string): string {
  const left = refusal.limitNanoUsd - refusal.spentNanoUsd - refusal.heldNanoUsd
  const limit = refusal.period
    ? `The ${refusal.period}'s budget of ${refusal.subject}`
    : refusal.kind === 'task'
      ? `The limit of the task ${refusal.subject.split('/').at(-1)}`
      : 'The limit of this run'
  const sentences = [
    `${limit} (${formatUsd(refusal.limitNanoUsd, 'four')}) does not leave enough: ${formatUsd(left > 0n ? left : 0n, 'four')} left, ` +
      `${formatUsd(refusal.requestedNanoUsd, 'four')} needed for the next call.`,
    refusal.resetsAtMs === undefined
      ? undefined
      : `It resets at ${new Date(refusal.resetsAtMs).toISOString()}.`,
    refusal.fitsDepth ? `The depth ${refusal.fitsDepth} would fit.` : undefined,
    `With a raised limit, "autointel resume ${workflow}" goes on from here.`,
  ]
  return sentences.filter((sentence) => sentence !== undefined).join(' ')
}

/** Tasks with their costs, and the total against the limit. */
function billText({ tasks, costNanoUsd, cost, limits, workflow, status }: WorkflowResult): string {
  const rows = tasks
    .filter((task) => task.status !== 'skipped')
    .map(({ task, status, calls, costNanoUsd }) => [
      task,
      status,
      `${calls} ${calls === 1 ? 'call' : 'calls'}`,
      formatUsd(costNanoUsd, 'four'),
    ])
  const tokens = cost ? `${cost.prompt_tokens} tokens in, ${cost.completion_tokens} out` : ''
  const total = [
    'total',
    status,
    tokens,
    `${formatUsd(costNanoUsd, 'four')} of at most ${formatUsd(limits.totalNanoUsd)}`,
  ]
  return `Bill of ${workflow}\n${table([...rows, total])}`
}

/** Columns padded to the widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}
