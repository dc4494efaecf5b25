import { printable, problemText, wrapped } from '../../app/terminal-text.ts'
import type { ComparedPoint, Entity, KeyPoint, Said } from '../../brief/analysis.ts'
import type { Brief } from '../../brief/brief.ts'
import { isUnchecked } from '../../brief/unchecked.ts'
import type { VerifiedClaim } from '../../brief/verdict.ts'
import { isOnlyHeld } from '../../ledger/limit-state.ts'
import { adviceText, failureText } from '../../locales/failure-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { noteText } from '../../locales/note-text.ts'
import { timeCode } from '../../locales/time-code.ts'
import type { DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd } from '../../money/format.ts'
import type { SourceCard } from '../../orchestrator/source-card.ts'
import { untoldClaims, whyUnchecked } from '../../orchestrator/why-unchecked.ts'
import type { WorkflowFailure } from '../../orchestrator/workflow-failure.ts'
import type { WorkflowRefusal, WorkflowResult } from '../../orchestrator/workflow-result.ts'
import type { LocalWork } from '../../report/track-cost.ts'
import { comparedText, sourceName, sourcesText } from './comparison-text.ts'
import { inBoth, limitName, limitText } from './limit-text.ts'
import { table } from './text-table.ts'

const english = textsOf('en')
const mostNames = 20

interface ResultTextOptions {
  readonly width: number
  readonly currency: DisplayCurrency
  /** Default: it has. */
  readonly hasBill?: boolean
}

/** A result as a person reads it on a terminal. */
export function resultText(
  result: WorkflowResult,
  { width, currency, hasBill = true }: ResultTextOptions,
): string {
  // That there is no search stands beside the claims.
  const notes = result.notes.filter(({ code }) => code !== 'no_search')
  const parts = [
    result.brief && briefText(result, result.brief, width),
    result.failure && failureLines(result.failure, width),
    result.refusal && wrapped(refusalText(result.refusal, result.workflow), width),
    notes.length > 0
      ? `Notes\n${bullets(
          notes.map((note) => noteText(note, english)),
          width,
        )}`
      : undefined,
    hasBill ? billText(result, currency) : undefined,
  ]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

/** What went wrong, what to do, and what is for the operator alone: on the command line that is who reads it. */
function failureLines(failure: WorkflowFailure, width: number): string {
  const { says, next } = failureText(failure, english)
  const advice = adviceText(failure, english)
  return problemText(says, [advice ?? next, failure.detail].filter(Boolean).join('\n'), width)
}

function briefText(result: WorkflowResult, brief: Brief, width: number): string {
  const { source } = result
  const about = [
    source?.siteName,
    source?.author,
    source?.publishedAt,
    source?.type,
    source?.language,
  ].filter(Boolean)
  const sections = [
    `${wrapped(printable(brief.title), width)}\n${'─'.repeat(Math.min(width, Math.max(12, brief.title.length)))}`,
    source?.sources
      ? section('Sources', sourcesText(source.sources, width))
      : source && printable([source.url ?? source.location, about.join(' · ')].filter(Boolean).join('\n')),
    ...brief.summary.split('\n\n').map((paragraph) => wrapped(printable(paragraph), width)),
    ...comparisonSections(brief, source, width),
    section(
      'Key points',
      brief.keyPoints.map((point) => pointText(point, source, width)),
    ),
    ...claimsSections(result, brief, width),
    namesText(brief.entities, width),
    brief.topics.length > 0
      ? `Topics\n${wrapped(printable(brief.topics.join(', ')), width, '  ')}`
      : undefined,
    section(
      'Read earlier',
      brief.related.map(({ title, url }) => bullets([[title, url].filter(Boolean).join(' — ')], width)),
    ),
  ]
  return sections.filter((part) => part !== undefined).join('\n\n')
}

function section(name: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : `${name}\n${items.join('\n')}`
}

function pointText(
  { text, quote, ...said }: KeyPoint,
  source: SourceCard | undefined,
  width: number,
): string {
  const point = bullets([attributed(text, said, source)], width)
  const isOwnWords = quote.trim() !== text.trim()
  return isOwnWords ? `${point}\n${wrapped(printable(`“${quote}”`), width, '      ')}` : point
}

/** With its time, and of several sources with the one that says it. */
function attributed(text: string, said: Said, source: SourceCard | undefined): string {
  const timed = said.atSeconds === undefined ? text : `[${timeCode(said.atSeconds)}] ${text}`
  const name = sourceName(said, source)
  return name === '' ? timed : `${timed} [${name}]`
}

function comparisonSections({ comparison }: Brief, source: SourceCard | undefined, width: number) {
  if (!comparison) return []
  const texts = (points: readonly ComparedPoint[]) =>
    points.map((point) => comparedText(point, source, width))
  return [
    section('Where they agree', texts(comparison.agreements)),
    section('Where they contradict one another', texts(comparison.contradictions)),
  ]
}

/** Claims that were checked with their evidence; of the others why they were not, and those that are not said above. */
function claimsSections(
  result: WorkflowResult,
  brief: Brief,
  width: number,
): readonly (string | undefined)[] {
  const { source } = result
  const checked = brief.claims.filter(({ verdict }) => !isUnchecked(verdict))
  const unchecked = brief.claims.length - checked.length
  const claimText = (claim: VerifiedClaim) => bullets([attributed(claim.text, claim, source)], width)
  const untold = untoldClaims(brief)
  const above = unchecked - untold.length
  const why = [
    uncheckedSentence(result, unchecked),
    above > 0 ? english.t('result.unchecked.standAbove', { claims: above }) : '',
  ]
  return [
    section(
      'Claims',
      checked.map((claim) => [claimText(claim), verdictText(claim, width)].join('\n')),
    ),
    unchecked > 0 ? [wrapped(why.join(' ').trim(), width), ...untold.map(claimText)].join('\n') : undefined,
  ]
}

function uncheckedSentence(result: WorkflowResult, claims: number): string {
  const why = whyUnchecked(result) ?? 'noted'
  if (why === 'noSource')
    return `Claims not checked: ${claims}. No search of the web is set up here: SEARCH_PROVIDERS=mediawiki asks Wikipedia, for nothing.`
  const key = why === 'noted' ? 'notTried' : why
  return english.t(`result.unchecked.${key}`, { claims, depth: result.depth })
}

function verdictText({ verdict, confidence, evidence }: VerifiedClaim, width: number): string {
  const sure = confidence > 0 ? `, ${Math.round(confidence * 100)} % sure` : ''
  const proofs = evidence.map(
    ({ stance, title, url, date }) => `${stance}: ${[title, url, date].filter(Boolean).join(', ')}`,
  )
  return [`[${verdict}${sure}]`, ...proofs]
    .map((line) => wrapped(printable(line), width, '      '))
    .join('\n')
}

/** Dates and amounts say little without their sentences. */
function namesText(entities: readonly Entity[], width: number): string | undefined {
  const names = entities
    .filter(({ kind }) => kind !== 'date' && kind !== 'amount')
    .slice(0, mostNames)
    .map(({ name, mentions }) => (mentions > 1 ? `${name} (${mentions})` : name))
  return names.length > 0 ? `Names\n${wrapped(printable(names.join(', ')), width, '  ')}` : undefined
}

function bullets(texts: readonly string[], width: number): string {
  return texts.map((text) => wrapped(printable(text), width, '    ').replace(/^ {4}/, '  • ')).join('\n')
}

function refusalText(refusal: WorkflowRefusal, workflow: string): string {
  const left = refusal.limitNanoUsd - refusal.spentNanoUsd - refusal.heldNanoUsd
  const limit = `${limitName(refusal)} (${limitText(refusal.limitNanoUsd)})`
  const isHeld = isOnlyHeld(refusal)
  const held = limitText(refusal.heldNanoUsd)
  const sentences = [
    isHeld
      ? `${limit} is not spent, but ${held} of it are set aside for runs under way; what they do not need comes back when they end.`
      : left > 0n
        ? `${limit} does not leave enough: ${limitText(left)} of it, and ${limitText(refusal.requestedNanoUsd)} are asked for.`
        : `${limit} is used up.`,
    isHeld || refusal.resetsAtMs === undefined
      ? undefined
      : `It resets at ${new Date(refusal.resetsAtMs).toISOString()}.`,
    refusal.fitsDepth ? `The depth ${refusal.fitsDepth} would fit.` : undefined,
    `${isHeld ? 'Then, or with' : 'With'} a raised limit, "autointel resume ${workflow}" goes on from here.`,
  ]
  return sentences.filter((sentence) => sentence !== undefined).join(' ')
}

function localText({ calls, promptTokens, completionTokens }: LocalWork): string {
  return `${calls} ${calls === 1 ? 'call' : 'calls'} on this machine, ${promptTokens} tokens in, ${completionTokens} out: local model`
}

/** Tasks with their costs, and the total against the limit. */
function billText(result: WorkflowResult, currency: DisplayCurrency): string {
  const { tasks, costNanoUsd, unresolvedNanoUsd, cost, limits, workflow, status } = result
  const callsOf = (calls: number) => `${calls} ${calls === 1 ? 'call' : 'calls'}`
  const rows = tasks
    .filter((task) => task.status !== 'skipped')
    .map(({ task, status, calls, costNanoUsd }) => [
      task,
      status,
      callsOf(calls),
      formatUsd(costNanoUsd, 'four'),
    ])
  const total = [
    'total',
    status,
    callsOf((cost?.apiCalls ?? 0) + (cost?.local.calls ?? 0)),
    inBoth(costNanoUsd, 'four', currency),
  ]
  const facts = [
    cost && cost.apiCalls > 0 && `${cost.promptTokens} tokens in, ${cost.completionTokens} out`,
    costNanoUsd === 0n && cost && cost.apiCalls > 0 && (cost.freeRequests > 0 ? 'free' : 'local model'),
    cost && cost.local.calls > 0 && localText(cost.local),
    unresolvedNanoUsd > 0n &&
      `${formatUsd(unresolvedNanoUsd, 'four')} of it for calls whose bill has not come`,
    `limit ${limitText(limits.totalNanoUsd)}`,
  ].filter(Boolean)
  return `Bill of ${workflow}\n${table([...rows, total], [2, 3])}\n  ${facts.join('; ')}`
}
