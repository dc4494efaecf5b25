import { createExtractiveAnalyst } from '../src/analyst/extractive-analyst.ts'
import { factsIn, leadOf, namesRight, overlapWith } from '../test/analyst/measures.ts'
import { readSample, samples } from '../test/analyst/samples.ts'

/**
 * Prints how the built-in analyst sums up the samples, beside the first three sentences of each: the share of what a reader must
 * know, how close it is to what the page says of itself, and the names that are right in kind.
 */
const leadSentences = 3
const extent = { maxKeyPoints: 5, maxClaims: 5, maxSummarySentences: leadSentences }
const analyst = createExtractiveAnalyst()

const rows = await Promise.all(
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

const means = (['en', 'ru'] as const).map((language) => {
  const own = rows.filter((row) => row.language === language)
  const mean = (column: 'facts' | 'facts in lead' | 'overlap' | 'overlap of lead' | 'names') => {
    const values = own.flatMap((row) => row[column] ?? [])
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return {
    text: 'mean',
    language,
    facts: mean('facts'),
    'facts in lead': mean('facts in lead'),
    overlap: mean('overlap'),
    'overlap of lead': mean('overlap of lead'),
    names: mean('names'),
  }
})

const rounded = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)
console.table(
  [...rows, ...means].map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, rounded(value)])),
  ),
)
