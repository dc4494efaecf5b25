import type { ComparedPoint } from '../../../brief/analysis.ts'
import type { Brief, RelatedDocument } from '../../../brief/brief.ts'
import type { Texts } from '../../../locales/texts.ts'
import { timeCode } from '../../../locales/time-code.ts'
import { type SourceCard, sourceSaying } from '../../../orchestrator/source-card.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { CardPlan, FieldPlan } from './card.ts'
import { claimsField } from './claim-lines.ts'
import { publishedLabel } from './labels.ts'
import type { Color } from './look.ts'
import { linkedText, safeLine, safeText, webAddress } from './safe-text.ts'
import { comparedLine, opposedLine, sourceLabel, sourceLines } from './source-label.ts'
import { timeLabel } from './time-label.ts'
import { wholeSentences } from './whole-sentences.ts'

const titleMaxCharacters = 120
const summarySentences = 3
const summaryMaxCharacters = 500
const pointMaxCharacters = 280
const relatedShown = 3

/** What every message of an ended run has. */
export interface Ending {
  readonly color: Color
  readonly footer: string | undefined
  /** What is missing and why. */
  readonly missing: FieldPlan
  /** What else is to be known about it. */
  readonly notes: FieldPlan
  /** Something besides what was read earlier is searched for evidence. */
  readonly hasEvidenceSearch: boolean
}

export interface BriefCard {
  readonly card: CardPlan
  /** Something of the summary is left to the file. */
  readonly isShortened: boolean
}

/** A brief on a screen and a half of a phone: a few sentences, the points, and how far the claims can be relied on. */
export function briefCard(result: WorkflowResult, brief: Brief, ending: Ending, texts: Texts): BriefCard {
  const { source, status } = result
  const partial = status === 'partial' ? `🟡 ${texts.t('result.partialTitle')}` : ''
  const language = source?.language
  const summary = wholeSentences(brief.summary, {
    language,
    maxSentences: summarySentences,
    maxCharacters: summaryMaxCharacters,
  })
  return {
    isShortened: !summary.isAll,
    card: {
      color: ending.color,
      above: [partial, source ? originOf(source, texts) : ''].filter(Boolean).join(' · '),
      title: linkedText(titleOf(brief, texts), webAddress(source?.url), titleMaxCharacters),
      lines: [safeText(summary.text, summaryMaxCharacters * 2)],
      fields: [
        ending.missing,
        ...comparisonFields(brief, source, texts),
        pointsField(brief.keyPoints, source, texts),
        claimsField(result, brief.claims, ending, texts),
        relatedField(brief.related, texts),
        ending.notes,
      ],
      footer: ending.footer,
    },
  }
}

function titleOf({ title }: { readonly title: string }, texts: Texts): string {
  return safeLine(title, titleMaxCharacters) === '' ? texts.t('common.untitled') : title
}

/** Kind, place, author, date and how long it takes to read. */
function originOf(
  { type, siteName, author, publishedAt, durationSeconds, pages, url, location, readingMinutes }: SourceCard,
  texts: Texts,
): string {
  // Of several the addresses stand below.
  const address = type === 'several' ? undefined : (webAddress(url) ?? webAddress(location))
  const host = address ? new URL(address).hostname : ''
  return [
    texts.t(`sourceType.${type}`),
    safeLine(host, 60),
    // What a page calls itself stands beside where it is from, and never in its place.
    safeLine(siteName && siteName !== host ? siteName : '', 40),
    safeLine(author ?? '', 40),
    publishedLabel(publishedAt, texts) ?? '',
    durationSeconds === undefined ? '' : timeCode(durationSeconds),
    pages === undefined ? '' : texts.t('result.pages', { count: pages }),
    readingMinutes === undefined ? '' : texts.t('result.readingTime', { minutes: readingMinutes }),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** Of several sources which they are, and what they agree and disagree on. */
function comparisonFields(
  { comparison }: Brief,
  source: SourceCard | undefined,
  texts: Texts,
): readonly FieldPlan[] {
  const points = (
    name: string,
    compared: readonly ComparedPoint[],
    lineOf: typeof comparedLine,
  ): FieldPlan => ({
    name,
    lines: compared.map((point) => lineOf(point, source, pointMaxCharacters)),
    maxPhoneLines: 12,
  })
  return [
    { name: texts.t('result.sources'), lines: sourceLines(source?.sources ?? [], texts), maxPhoneLines: 8 },
    points(`⚖️ ${texts.t('result.contradictions')}`, comparison?.contradictions ?? [], opposedLine),
    points(`🤝 ${texts.t('result.agreements')}`, comparison?.agreements ?? [], comparedLine),
  ]
}

/** Points that are no longer than a few lines; the others, and what the source says in its own words, are in the file. */
function pointsField(points: Brief['keyPoints'], source: SourceCard | undefined, texts: Texts): FieldPlan {
  const language = source?.language
  const lines = points.flatMap(({ text, ...said }) => {
    const shown = wholeSentences(text, { language, maxCharacters: pointMaxCharacters })
    const words = safeLine(shown.text, pointMaxCharacters * 2)
    return words === ''
      ? []
      : [`- ${timeLabel(said, sourceSaying(said, source))}${words}${sourceLabel(said, source)}`]
  })
  return {
    name: texts.t('result.keyPoints'),
    lines,
    leftOut: points.length - lines.length,
    maxPhoneLines: 17,
  }
}

/** A point of the built-in analyst is a sentence of the source: its own quote. */
export function isSame(text: string, quote: string): boolean {
  return quote.trim() === '' || quote.trim() === text.trim()
}

function relatedField(related: readonly RelatedDocument[], texts: Texts): FieldPlan {
  return {
    name: `📚 ${texts.t('result.related')}`,
    lines: related
      .slice(0, relatedShown)
      .map((document) => `- ${linkedText(titleOf(document, texts), webAddress(document.url), 80)}`),
    maxPhoneLines: 5,
  }
}

export function relatedReason({ reason }: RelatedDocument, texts: Texts): string {
  switch (reason.kind) {
    case 'mentions': {
      const names = reason.names
        .slice(0, 4)
        .map((name) => safeLine(name, 40))
        .join(', ')
      return texts.t('result.relatedMentions', { names })
    }
    case 'meaning':
      return texts.t('result.relatedMeaning')
    case 'words':
      return texts.t('result.relatedWords')
    default:
      return reason satisfies never
  }
}
