import type { Brief } from '../brief/brief.ts'
import { readingMinutes } from '../text/reading-time.ts'
import type { SourceCard } from './workflow-result.ts'
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
  }
}

export function sourceCard({ acquisition, transcription, analysis }: TaskOutputs): SourceCard | undefined {
  if (!acquisition) return undefined
  const { location, url, title, type, author, publishedAt, siteName, durationSeconds, pages } = acquisition
  return {
    location,
    url,
    title,
    type,
    author,
    publishedAt,
    siteName,
    durationSeconds,
    pages,
    readingMinutes: readingMinutes(transcription?.text ?? acquisition.text),
    language: analysis?.language ?? transcription?.language ?? acquisition.language,
  }
}
