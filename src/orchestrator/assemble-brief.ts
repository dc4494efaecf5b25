import type { Brief } from '../brief/brief.ts'
import type { SourceCard } from './source-card.ts'
import { cardOf, listedSources } from './source-card.ts'
import type { TaskOutputs } from './workflow-tasks.ts'

/** The brief that the finished tasks add up to; undefined before the analysis is done. */
export function assembleBrief({ analysis, verification, knowledge }: TaskOutputs): Brief | undefined {
  if (!analysis) return undefined
  const unchecked = analysis.claims.map((claim) => ({
    ...claim,
    verdict: 'not checked' as const,
    confidence: 0,
    evidence: [],
  }))
  return {
    title: analysis.title,
    summary: analysis.summary,
    keyPoints: analysis.keyPoints,
    entities: analysis.entities,
    topics: analysis.topics,
    tone: analysis.tone,
    claims: verification ?? unchecked,
    related: knowledge?.related ?? [],
    ...(analysis.comparison && { comparison: analysis.comparison }),
  }
}

export function sourceCard({ acquisition, transcription, analysis }: TaskOutputs): SourceCard | undefined {
  if (!acquisition) return undefined
  const language = analysis?.language ?? transcription?.language
  const sources = listedSources(acquisition, transcription)
  const card = cardOf(acquisition, transcription?.text, language)
  const durationSeconds = card.durationSeconds ?? transcription?.durationSeconds
  return { ...card, durationSeconds, ...(sources && { sources }) }
}
