import type { Brief } from '../../../brief/brief.ts'
import { isUnchecked } from '../../../brief/unchecked.ts'
import { type Evidence, verdicts } from '../../../brief/verdict.ts'
import type { Texts } from '../../../locales/texts.ts'
import { type SourceCard, sourceSaying } from '../../../orchestrator/source-card.ts'
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
  const others = uncheckedLine(result, claims.length - checked.length, hasEvidenceSearch, texts)
  return {
    name: texts.t('result.claims'),
    // What the marks mean stands above, where it is not cut off.
    lines: [...(legend.length > 0 ? [`-# ${legend.join(' · ')}`] : []), ...others, ...lines],
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

/** Why claims stand without a verdict; nothing where the notes say it already. */
function uncheckedLine(
  { tasks, brief, notes, depth }: WorkflowResult,
  count: number,
  hasEvidenceSearch: boolean,
  texts: Texts,
): readonly string[] {
  if (count === 0) return []
  const isPlanned = tasks.some(({ task }) => task === 'verification')
  const wasTried = brief?.claims.some(({ verdict }) => verdict === 'not checkable here') ?? false
  if (!isPlanned) {
    const atDepth = { depth: texts.t(`depth.${depth}`) }
    return [`-# ${texts.t('result.unchecked.depth', { ...atDepth, claims: count })}`]
  }
  if (!wasTried) {
    const isNoted = notes.some(({ code }) => code === 'task_missing')
    return isNoted ? [] : [`-# ${texts.t('result.unchecked.notTried', { claims: count })}`]
  }
  const why = hasEvidenceSearch ? 'result.unchecked.noEvidence' : 'result.unchecked.noSource'
  return [`-# ${texts.t(why, { claims: count })}`]
}
