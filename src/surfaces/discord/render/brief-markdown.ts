import type { Comparison, Entity } from '../../../brief/analysis.ts'
import type { Brief } from '../../../brief/brief.ts'
import { isUnchecked } from '../../../brief/unchecked.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import { type ListedSource, type SourceCard, sourceSaying } from '../../../orchestrator/source-card.ts'
import { untoldClaims } from '../../../orchestrator/why-unchecked.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import { isSame, relatedReason } from './brief-card.ts'
import { uncheckedText } from './claim-lines.ts'
import { languageLabel, publishedLabel, taskLabel } from './labels.ts'
import { verdictIcons } from './look.ts'
import { refusalSentence } from './refusal-lines.ts'
import { safeLine, safeText, webAddress } from './safe-text.ts'
import { comparedQuotes, sourceLines as listedLines, sourceLabel } from './source-label.ts'
import { timeLabel } from './time-label.ts'

/** A document holds what an embed does not, but no source makes it larger than the 10 MB that Discord takes, at up to 3 bytes a character. */
const documentMaxCharacters = 2_000_000
const paragraphMaxCharacters = 8000
const lineMaxCharacters = 1000
const itemsOfASection = 500
const proofsOfAClaim = 20

/** The whole brief as a Markdown document. */
export function briefMarkdown(result: WorkflowResult, texts: Texts): string {
  const { brief, source, notes, tasks, refusal, failure } = result
  const title = safeLine(brief?.title ?? source?.title ?? '', lineMaxCharacters)
  const missing = tasks
    .filter(({ status }) => status !== 'completed')
    .map(({ task, status }) =>
      texts.t('result.missingTask', {
        task: taskLabel(task, texts),
        status: texts.t(`taskStatus.${status}`),
      }),
    )
  const why = [
    ...(refusal ? [refusalSentence(refusal, texts)] : []),
    ...(failure ? [line(failureText(failure, texts).says)] : []),
  ]
  const document = [
    `# ${title || texts.t('common.untitled')}`,
    source && (source.sources ? severalLines(source.sources, texts) : sourceLines(source, texts)),
    brief && safeText(brief.summary, paragraphMaxCharacters),
    ...(brief?.comparison ? comparisonSections(brief.comparison, source, texts) : []),
    brief && keyPointsSection(brief.keyPoints, source, texts),
    brief && claimsSection({ ...result, brief }, texts),
    brief &&
      section(
        texts.t('result.names'),
        brief.entities.map((entity) => entityLine(entity, texts)),
      ),
    brief &&
      section(
        texts.t('result.topics'),
        brief.topics.map((topic) => `- ${line(topic)}`),
      ),
    brief && `${texts.t('result.tone')}: ${texts.t(`tone.${brief.tone}`)}`,
    brief &&
      section(
        texts.t('result.related'),
        brief.related.map((document) => {
          const address = webAddress(document.url)
          const found = `- **${line(document.title)}** (${relatedReason(document, texts)})`
          return address ? `${found}\n  <${address}>` : found
        }),
      ),
    section(
      texts.t('result.missing'),
      [...missing, ...why].map((text) => `- ${text}`),
    ),
    section(
      texts.t('result.notes'),
      // That there is no search stands beside the claims.
      notes.filter(({ code }) => code !== 'no_search').map((note) => `- ${line(noteText(note, texts))}`),
    ),
  ]
    .filter((part) => part)
    .join('\n\n')
  return `${wholeLines(document)}\n`
}

/** The document, or as many of its lines as it may have. */
function wholeLines(document: string): string {
  if (document.length <= documentMaxCharacters) return document
  return document.slice(0, document.lastIndexOf('\n', documentMaxCharacters))
}

function severalLines(sources: readonly ListedSource[], texts: Texts): string {
  return listedLines(sources, texts).join('  \n')
}

function comparisonSections(
  { agreements, contradictions }: Comparison,
  source: SourceCard | undefined,
  texts: Texts,
) {
  const lines = (points: Comparison['agreements']) =>
    points.map((point) => comparedQuotes(point, source, lineMaxCharacters))
  return [
    section(texts.t('result.agreements'), lines(agreements)),
    section(texts.t('result.contradictions'), lines(contradictions)),
  ]
}

function keyPointsSection(points: Brief['keyPoints'], source: SourceCard | undefined, texts: Texts) {
  return section(
    texts.t('result.keyPoints'),
    points.map(({ text, quote, ...said }, index) =>
      [
        `${index + 1}. ${timeLabel(said, sourceSaying(said, source))}${line(text)}${sourceLabel(said, source)}`,
        ...(isSame(text, quote) ? [] : [`   > ${quoted(quote, texts)}`]),
      ].join('\n'),
    ),
  )
}

function sourceLines(source: SourceCard, texts: Texts): string {
  const address = webAddress(source.url) ?? webAddress(source.location)
  const facts = [
    texts.t(`sourceType.${source.type}`),
    line(source.siteName ?? ''),
    line(source.author ?? ''),
    publishedLabel(source.publishedAt, texts) ?? '',
    languageLabel(source.language, texts) ?? '',
  ].filter((fact) => fact !== '')
  return [address ? `<${address}>` : line(source.location), facts.join(' · ')].join('  \n')
}

/** Those that were checked; of the others how many they are, why, and in a line each what is not said above. */
function claimsSection(result: WorkflowResult & { readonly brief: Brief }, texts: Texts) {
  const { brief, source } = result
  const checked = brief.claims.filter(({ verdict }) => !isUnchecked(verdict))
  const untold = untoldClaims(brief)
  const above = brief.claims.length - checked.length - untold.length
  const why = [
    uncheckedText(result, brief.claims, texts),
    above > 0 ? texts.t('result.unchecked.standAbove', { claims: above }) : undefined,
  ].filter((sentence) => sentence !== undefined)
  return section(texts.t('result.claims'), [
    ...checked.map((claim) => claimLines(claim, source, texts)),
    ...(why.length > 0 ? [`${checked.length > 0 ? '\n' : ''}${why.join(' ')}\n`] : []),
    ...untold.map((claim) => `- ${claimText(claim, source)}`),
  ])
}

function claimText({ text, ...said }: Brief['claims'][number], source: SourceCard | undefined): string {
  return `${timeLabel(said, sourceSaying(said, source))}${line(text)}${sourceLabel(said, source)}`
}

function claimLines(claim: Brief['claims'][number], source: SourceCard | undefined, texts: Texts): string {
  const { text, quote, verdict, confidence, evidence } = claim
  const sure =
    confidence > 0
      ? ` (${texts.t('result.confidence', { percent: texts.percent(Math.round(confidence * 100)) })})`
      : ''
  const proofs = evidence.slice(0, proofsOfAClaim).map((proof) => {
    const stance = texts.t(proof.stance === 'for' ? 'result.evidenceFor' : 'result.evidenceAgainst')
    const address = webAddress(proof.url)
    const dated = proof.date ? `, ${line(proof.date)}` : ''
    return `  - ${stance}: ${line(proof.title)}${address ? ` <${address}>` : ''}${dated}: ${quoted(proof.text, texts)}`
  })
  return [
    `- ${verdictIcons[verdict]} **${texts.t(`verdict.${verdict}`)}**${sure}: ${claimText(claim, source)}`,
    ...(isSame(text, quote) ? [] : [`  > ${quoted(quote, texts)}`]),
    ...proofs,
  ].join('\n')
}

function entityLine({ name, kind, mentions }: Entity, texts: Texts): string {
  return `- ${line(name)} (${texts.t(`entityKind.${kind}`)}, ${texts.number(mentions)})`
}

function section(title: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : `## ${title}\n\n${items.slice(0, itemsOfASection).join('\n')}`
}

function quoted(text: string, texts: Texts): string {
  return texts.t('common.quoted', { text: line(text) })
}

function line(text: string): string {
  return safeLine(text, lineMaxCharacters)
}
