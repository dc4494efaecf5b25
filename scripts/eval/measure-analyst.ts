import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { factsIn, leadOf, namesRight, overlapWith } from '../../test/analyst/measures.ts'
import { readSample, type Sample } from '../../test/analyst/samples.ts'

export interface MeasuredText {
  readonly text: string
  readonly language: Sample['language']
  readonly facts: number
  readonly 'facts in lead': number
  readonly overlap: number
  readonly 'overlap of lead': number
  /** Undefined for a text without names. */
  readonly names: number | undefined
}

const leadSentences = 3
const extent = { maxKeyPoints: 5, maxClaims: 5, maxSummarySentences: leadSentences }

/** The built-in analyst on each text, beside the text's first sentences; shares and overlaps from 0 to 1. */
export function measureAnalyst(samples: readonly Sample[]): Promise<readonly MeasuredText[]> {
  const analyst = createExtractiveAnalyst()
  return Promise.all(
    samples.map(async (sample) => {
      const text = await readSample(sample)
      const { summary, entities } = analyst.analyse(text, extent)
      const lead = leadOf(text, sample.language, leadSentences)
      return {
        text: sample.file.replace(/^.*\//, ''),
        language: sample.language,
        facts: factsIn(summary, sample),
        'facts in lead': factsIn(lead, sample),
        overlap: overlapWith(summary, sample),
        'overlap of lead': overlapWith(lead, sample),
        names: namesRight(entities, sample),
      }
    }),
  )
}
