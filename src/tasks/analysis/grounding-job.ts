import type { AnalysisExtent, TextAnalysis } from '../../brief/analysis.ts'
import type { AnalysisAnswer } from './answer-schema.ts'
import { type GroundedSource, groundAnswer } from './grounded-analysis.ts'

/** See {@link groundAnswer}. */
export function work(task: {
  readonly answer: AnalysisAnswer
  readonly source: GroundedSource
  readonly extent: AnalysisExtent
}): TextAnalysis {
  return groundAnswer(task.answer, task.source, task.extent)
}
