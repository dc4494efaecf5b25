import { type Entity, entityKinds, type KeyPoint } from '../../../brief/analysis.ts'
import type { Brief, RelatedDocument } from '../../../brief/brief.ts'
import type { VerifiedClaim } from '../../../brief/verdict.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { SourceCard, WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { CardPlan, FieldPlan } from './card.ts'
import { languageLabel, publishedLabel } from './labels.ts'
import { type Color, verdictIcons } from './look.ts'
import { plainLine, safeLine, safeText, webAddress } from './safe-text.ts'

const namesOfAKind = 8

/** What every message of an ended run has. */
export interface Ending {
  readonly color: Color
  readonly footer: string
  /** What is missing and why. */
  readonly ending: readonly FieldPlan[]
}

/** A brief as two cards: what the source says, and how far that can be relied on; one card when it makes no claims. */
export function briefEmbeds(
  { source, status }: WorkflowResult,
  brief: Brief,
  { color, footer, ending }: Ending,
  texts: Texts,
): readonly CardPlan[] {
  const partial = status === 'partial' ? `🟡 ${texts.t('result.partialTitle')}` : ''
  const first: CardPlan = {
    color,
    above: [partial, source ? cardOf(source, texts) : ''].filter(Boolean).join(' · '),
    title: safeLine(brief.title, 240) || texts.t('common.untitled'),
    url: webAddress(source?.url),
    lines: mainLines(brief, texts),
    fields: aboutFields(brief, source, texts),
  }
  const more = [...nameFields(brief.entities, texts), relatedField(brief.related, texts), ...ending]
  if (brief.claims.length === 0) return [{ ...first, fields: [...(first.fields ?? []), ...more], footer }]
  const second: CardPlan = {
    color,
    title: `⚖️ ${texts.t('result.claims')}`,
    // A claim is several lines: an empty one sets it apart from the next.
    lines: brief.claims.map((claim, index) => `${index > 0 ? '\n' : ''}${claimLine(claim, texts)}`),
    fields: more,
    footer,
  }
  return [first, second]
}

function mainLines({ summary, keyPoints }: Brief, texts: Texts): readonly string[] {
  const points =
    keyPoints.length > 0
      ? [
          '',
          `**${texts.t('result.keyPoints')}**`,
          ...keyPoints.map((point, index) => pointLine(point, index, texts)),
        ]
      : []
  return [safeText(summary, 1000), ...points].filter((line, index) => line !== '' || index > 0)
}

function cardOf({ type, siteName, author, publishedAt, url, location }: SourceCard, texts: Texts): string {
  const address = webAddress(url) ?? webAddress(location)
  const place = siteName || (address ? new URL(address).hostname : '')
  const published = publishedLabel(publishedAt, texts)
  return [
    texts.t(`sourceType.${type}`),
    plainLine(place, 60),
    plainLine(author ?? '', 60),
    plainLine(published ?? '', 40),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function pointLine({ text, quote }: KeyPoint, index: number, texts: Texts): string {
  const point = `**${index + 1}.** ${safeLine(text, 280)}`
  return isSame(text, quote)
    ? point
    : `${point}\n> *${texts.t('common.quoted', { text: safeLine(quote, 180) })}*`
}

/** A point of the built-in analyst is a sentence of the source: its own quote. */
export function isSame(text: string, quote: string): boolean {
  return quote.trim() === '' || quote.trim() === text.trim()
}

function claimLine({ text, verdict, confidence, evidence }: VerifiedClaim, texts: Texts): string {
  const sure =
    confidence > 0 && texts.t('result.confidence', { percent: texts.percent(Math.round(confidence * 100)) })
  const head = [`${verdictIcons[verdict]} **${texts.t(`verdict.${verdict}`)}**`, sure]
    .filter(Boolean)
    .join(' · ')
  const proofs = evidence.slice(0, 2).map(({ stance, title, url }) => {
    const address = webAddress(url)
    const place = [safeLine(title, 80), address && safeLine(new URL(address).hostname, 60)]
      .filter(Boolean)
      .join(', ')
    return `-# ${texts.t(stance === 'for' ? 'result.evidenceFor' : 'result.evidenceAgainst')}: ${place}`
  })
  return [head, safeLine(text, 260), ...proofs].join('\n')
}

function aboutFields({ topics, tone }: Brief, source: SourceCard | undefined, texts: Texts): FieldPlan[] {
  const language = languageLabel(source?.language, texts)
  return [
    {
      name: texts.t('result.topics'),
      lines: [
        topics
          .slice(0, 8)
          .map((topic) => safeLine(topic, 40))
          .filter(Boolean)
          .join(', '),
      ],
      inline: true,
    },
    { name: texts.t('result.tone'), lines: [texts.t(`tone.${tone}`)], inline: true },
    ...(language
      ? [{ name: texts.t('result.language'), lines: [safeLine(language, 60)], inline: true }]
      : []),
  ]
}

/** A field for each kind of name, the most mentioned first. */
function nameFields(entities: readonly Entity[], texts: Texts): FieldPlan[] {
  return entityKinds.map((kind) => {
    const names = entities
      .filter((entity) => entity.kind === kind)
      .toSorted((a, b) => b.mentions - a.mentions)
      .map(({ name }) => safeLine(name, 60))
      .filter(Boolean)
    const leftOut = names.length - namesOfAKind
    const shown = names.slice(0, namesOfAKind).join(', ')
    return {
      name: texts.t(`entityKind.${kind}`),
      lines: [leftOut > 0 ? `${shown} ${texts.t('common.more', { count: leftOut })}` : shown],
      inline: true,
    }
  })
}

function relatedField(related: readonly RelatedDocument[], texts: Texts): FieldPlan {
  return {
    name: `📚 ${texts.t('result.related')}`,
    lines: related.slice(0, 5).map((document) => {
      const title = safeLine(document.title, 120) || texts.t('common.untitled')
      return `- **${title}**\n-# ${relatedReason(document, texts)}`
    }),
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
