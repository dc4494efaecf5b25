import { describe, expect, it } from 'vitest'
import { measureAnalyst } from '../../scripts/eval/measure-analyst.ts'
import { meansOf } from '../../scripts/eval/table.ts'
import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { dependsOnContext } from '../../src/analyst/wording.ts'
import { sentencesIn } from '../../src/text/sentences.ts'
import { freshSamples } from './fresh-samples.ts'
import { furtherSamples } from './further-samples.ts'
import { heldOutSamples } from './held-out-samples.ts'
import { lastSamples } from './last-samples.ts'
import { factsIn, leadOf, overlapWith } from './measures.ts'
import { newestSamples } from './newest-samples.ts'
import { readSample, type Sample, samples } from './samples.ts'

const analyst = createExtractiveAnalyst()
const leadSentences = 3
const extent = { maxKeyPoints: 5, maxClaims: 5, maxSummarySentences: leadSentences }

async function analysed(wanted: readonly Sample[]) {
  const texts = await Promise.all(wanted.map(readSample))
  return wanted.map((sample, index) => {
    const text = texts[index] ?? ''
    return {
      sample,
      text,
      lead: leadOf(text, sample.language, leadSentences),
      analysis: analyst.analyse(text, extent),
    }
  })
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe.each(['en', 'ru'] as const)('a summary by the built-in analyst in %s', (language) => {
  const wanted = samples.filter((sample) => sample.language === language)

  it('holds more of what a reader must know than the first three sentences', async () => {
    const all = await analysed(wanted)
    const own = mean(all.map(({ sample, analysis }) => factsIn(analysis.summary, sample)))
    const lead = mean(all.map((each) => factsIn(each.lead, each.sample)))
    expect(own).toBeGreaterThan(lead + 0.1)
    expect(own).toBeGreaterThan(0.7)
  })

  it('is closer to what the page says of itself', async () => {
    const all = await analysed(wanted)
    const own = mean(all.map(({ sample, analysis }) => overlapWith(analysis.summary, sample)))
    const lead = mean(all.map((each) => overlapWith(each.lead, each.sample)))
    expect(own).toBeGreaterThan(lead + 0.05)
  })
})

it('names are right in kind in nine cases of ten', async () => {
  const all = await analysed(samples)
  const judged = all.flatMap(({ sample, analysis }) =>
    Object.entries(sample.names).map(
      ([name, kind]) => analysis.entities.find((entity) => entity.name === name)?.kind === kind,
    ),
  )
  expect(judged.length).toBeGreaterThan(60)
  expect(judged.filter(Boolean).length / judged.length).toBeGreaterThanOrEqual(0.9)
})

it.each(['en', 'ru'] as const)(
  'names of texts that no rule was made for are right in kind in nearly nine cases of ten in %s',
  async (language) => {
    const [english, russian] = meansOf(await measureAnalyst([...freshSamples, ...lastSamples]))
    expect((language === 'en' ? english : russian)?.names).toBeGreaterThanOrEqual(0.88)
  },
)

it.each(['en', 'ru'] as const)(
  'on short news, whose first sentences say most, a summary in %s is as good as they are',
  async (language) => {
    const [english, russian] = meansOf(await measureAnalyst(furtherSamples))
    const means = language === 'en' ? english : russian
    expect(means?.facts).toBeGreaterThanOrEqual(means?.['facts in lead'] ?? 1)
    expect(means?.overlap).toBeGreaterThanOrEqual(means?.['overlap of lead'] ?? 1)
  },
)

it('nothing that is shown leans on a sentence that is not', async () => {
  const all = await analysed([...samples, ...furtherSamples])
  const dangling = all.flatMap(({ sample, text, analysis }) => {
    const sentences = sentencesIn(text, sample.language)
    const shown = [
      ...sentencesIn(analysis.summary, sample.language),
      ...analysis.keyPoints.map(({ quote }) => quote),
    ]
    // Summaries say a sentence without its first words where those only join it to another.
    const placeOf = (said: string) => sentences.findIndex((sentence) => sentence.includes(said.slice(6, 40)))
    const places = new Set(shown.map(placeOf))
    return shown.filter((said) => dependsOnContext(said) && !places.has(placeOf(said) - 1))
  })
  expect(dangling).toEqual([])
})

it('points that stand in a list do not begin with a pronoun for what the summary names', async () => {
  const all = await analysed([...samples, ...heldOutSamples])
  const leaning = all.flatMap(({ analysis }) =>
    analysis.keyPoints.length > 2 ? analysis.keyPoints.filter(({ text }) => dependsOnContext(text)) : [],
  )
  expect(leaning).toEqual([])
})

it.each(['en', 'ru'] as const)(
  'on short texts in %s, by which its weights were chosen, summaries are as good as the first three sentences, and closer to what the page says',
  async (language) => {
    const means = await meansIn(language, [...heldOutSamples, ...freshSamples, ...lastSamples])
    expect(means?.facts).toBeGreaterThanOrEqual(means?.['facts in lead'] ?? 1)
    expect(means?.overlap).toBeGreaterThan(means?.['overlap of lead'] ?? 1)
  },
)

it.each(['en', 'ru'] as const)(
  'on texts in %s that it was not tuned on, summaries beat the first three sentences by both measures',
  async (language) => {
    const means = await meansIn(language, newestSamples)
    expect(means?.facts).toBeGreaterThan(means?.['facts in lead'] ?? 1)
    expect(means?.overlap).toBeGreaterThan(means?.['overlap of lead'] ?? 1)
  },
)

async function meansIn(language: Sample['language'], of: readonly Sample[]) {
  return meansOf(await measureAnalyst(of)).find((row) => row.language === language)
}
