import { describe, expect, it } from 'vitest'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { analysisInputs } from '../../src/tasks/analysis.ts'
import { depthExtents } from '../../src/tasks/depth-extent.ts'
import { openBoundary, small } from '../llm/open-boundary.ts'
import { answerOf, promptOf, run, shortText, transcriptionOf } from './run-analysis.ts'

describe('in the language of the reader', () => {
  const russian = {
    text: 'Сорок судов вмёрзли в лёд.',
    quote: 'Forty ships lay in the ice',
  }

  it('a model is asked to write, and its quotes stay those of the source', async () => {
    const boundary = await openBoundary()
    boundary.openai.respondWith([answerOf({ title: 'Лёд', key_points: [russian] })])

    const { output, notes } = await run(boundary, { language: 'ru' })

    expect(boundary.openai.requests.map(promptOf).join()).toContain('in Russian (ru)')
    expect(output).toMatchObject({ title: 'Лёд', language: 'en', keyPoints: [russian] })
    expect(notes).toEqual([])
  })

  it.each([
    ['ru', [{ code: 'analyst_keeps_language', values: { language: 'ru' } }]],
    ['en-GB', []],
    [undefined, []],
  ])(
    '%s, the built-in analyst says once that it does not translate where it would have to',
    async (language, expected) => {
      const boundary = await openBoundary()

      const { notes } = await run(boundary, { ladder: [], ...(language && { language }) })

      expect(notes.filter(({ code }) => code === 'analyst_keeps_language')).toEqual(expected)
    },
  )

  it('is what an analysis depends on', () => {
    const inputsIn = (language: string | undefined, ladder: readonly ModelId[]) =>
      JSON.stringify(
        analysisInputs(transcriptionOf(shortText), { title: 'Ice', language }, depthExtents.quick, {
          ladder,
          analystModel: { provider: 'local', model: 'extractive' },
        }),
      )

    for (const ladder of [[], [small]])
      expect(new Set([undefined, 'ru', 'de'].map((language) => inputsIn(language, ladder))).size).toBe(3)
  })
})
