import type { Entity } from '../../../brief/analysis.ts'
import type { Brief } from '../../../brief/brief.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { SourceCard, WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import { isSame, relatedReason } from './brief-card.ts'
import { languageLabel, publishedLabel, taskLabel } from './labels.ts'
import { verdictIcons } from './look.ts'
import { refusalSentence } from './refusal-lines.ts'
import { safeLine, safeText, webAddress } from './safe-text.ts'
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
    source && sourceLines(source, texts),
    brief && safeText(brief.summary, paragraphMaxCharacters),
    brief &&
      section(
        texts.t('result.keyPoints'),
        brief.keyPoints.map(({ text, quote, ...said }, index) =>
          [
            `${index + 1}. ${timeLabel(said, source)}${line(text)}`,
            ...(isSame(text, quote) ? [] : [`   > ${quoted(quote, texts)}`]),
          ].join('\n'),
        ),
      ),
    brief &&
      section(
        texts.t('result.claims'),
        brief.claims.map((claim) => claimLines(claim, source, texts)),
      ),
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
      notes.map((note) => `- ${line(noteText(note, texts))}`),
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

function claimLines(
  { text, quote, verdict, confidence, evidence, ...said }: Brief['claims'][number],
  source: SourceCard | undefined,
  texts: Texts,
): string {
  const sure =
    confidence > 0
      ? ` (${texts.t('result.confidence', { percent: texts.percent(Math.round(confidence * 100)) })})`
      : ''
  const proofs = evidence.slice(0, proofsOfAClaim).map((proof) => {
    const stance = texts.t(proof.stance === 'for' ? 'result.evidenceFor' : 'result.evidenceAgainst')
    const address = webAddress(proof.url)
    return `  - ${stance}: ${line(proof.title)}${address ? ` <${address}>` : ''}: ${quoted(proof.text, texts)}`
  })
  return [
    `- ${verdictIcons[verdict]} **${texts.t(`verdict.${verdict}`)}**${sure}: ${timeLabel(said, source)}${line(text)}`,
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
