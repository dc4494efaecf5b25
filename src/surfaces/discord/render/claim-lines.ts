import type { Brief } from '../../../brief/brief.ts'
import { isUnchecked } from '../../../brief/unchecked.ts'
import { type Evidence, verdicts } from '../../../brief/verdict.ts'
import type { Texts } from '../../../locales/texts.ts'
import { type SourceCard, sourceSaying } from '../../../orchestrator/source-card.ts'
import { whyUnchecked } from '../../../orchestrator/why-unchecked.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { FieldPlan } from './card.ts'
import { verdictIcons } from './look.ts'
import { linkedText, safeLine, webAddress } from './safe-text.ts'
import { sourceLabel } from './source-label.ts'
import { timeLabel } from './time-label.ts'
import { wholeSentences } from './whole-sentences.ts'

const claimMaxCharacters = 200
const evidenceMaxCharacters = 40

/** The claims that were checked, a line each with its mark and evidence, what the marks mean, and of the others that they were not. */
export function claimsField(
  result: WorkflowResult,
  claims: Brief['claims'],
  { hasEvidenceSearch }: { readonly hasEvidenceSearch: boolean },
  texts: Texts,
): FieldPlan {
  const checked = claims.filter(({ verdict }) => !isUnchecked(verdict))
  const lines = checked.flatMap((claim) => claimLine(claim, result.source, texts) ?? [])
  const marks = verdicts.filter((verdict) => checked.some((claim) => claim.verdict === verdict))
  const legend = marks.map((verdict) => `${verdictIcons[verdict]} ${texts.t(`verdict.${verdict}`)}`)
  const others = uncheckedText(result, claims, texts, hasEvidenceSearch)
  return {
    name: texts.t('result.claims'),
    // What the marks mean stands above, where it is not cut off.
    lines: [
      ...(legend.length > 0 ? [`-# ${legend.join(' · ')}`] : []),
      ...(others ? [`-# ${others}`] : []),
      ...lines,
    ],
    leftOut: checked.length - lines.length,
    maxPhoneLines: 15,
  }
}

function claimLine(
  { text, verdict, evidence, ...said }: Brief['claims'][number],
  source: SourceCard | undefined,
  texts: Texts,
): string | undefined {
  const shown = wholeSentences(text, {
    language: source?.language,
    maxCharacters: claimMaxCharacters,
  })
  if (shown.text === '') return undefined
  const [proof] = evidence
  const cited = proof ? ` (${evidenceText(proof, texts)})` : ''
  return `${verdictIcons[verdict]} ${timeLabel(said, sourceSaying(said, source))}${safeLine(shown.text, claimMaxCharacters * 2)}${sourceLabel(said, source)}${cited}`
}

function evidenceText({ title, url }: Evidence, texts: Texts): string {
  const address = webAddress(url)
  const isNamed = safeLine(title, evidenceMaxCharacters) !== ''
  const name = isNamed ? title : address ? new URL(address).hostname : texts.t('common.untitled')
  return linkedText(name, address, evidenceMaxCharacters)
}

/** Of claims that stand without a verdict how many they are, and why; undefined where the notes say it already. */
export function uncheckedText(
  result: WorkflowResult,
  claims: Brief['claims'],
  texts: Texts,
  hasEvidenceSearch?: boolean,
): string | undefined {
  const why = whyUnchecked(result, hasEvidenceSearch)
  if (why === undefined || why === 'noted') return undefined
  const count = claims.filter(({ verdict }) => isUnchecked(verdict)).length
  const depth = texts.t(`depth.${result.depth}`)
  return texts.t(`result.unchecked.${why}`, { claims: count, depth })
}
