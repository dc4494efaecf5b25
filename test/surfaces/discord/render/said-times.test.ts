import { expect, test } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { briefMarkdown } from '../../../../src/surfaces/discord/render/brief-markdown.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import * as make from './money-factories.ts'
import { shownText } from './payload.ts'

const en = textsOf('en')
const ru = textsOf('ru')

test('what is said in a film has its time, as a link where the film plays from there', () => {
  const { keyPoints, claims } = make.brief()
  const brief = make.brief({
    keyPoints: keyPoints.map((point) => ({ ...point, atSeconds: 245.2 })),
    claims: claims.map((claim) => ({ ...claim, atSeconds: 3_723 })),
  })
  const url = 'https://www.youtube.com/watch?v=abc'
  const film = make.result({ brief, source: make.source({ type: 'captions', url, durationSeconds: 4_000 }) })
  const unplayed = make.result({ brief, source: make.source() })

  const shown = shownText(resultMessage(film, make.resultOptions(), en))
  expect(shown).toContain(' · 1:06:40 · ')
  expect(shown).toContain(`- [4:05](${url}&t=245s) Dredging ended in 2019.`)
  expect(shown).toContain(`✅ [1:02:03](${url}&t=3723s) The port saves`)
  expect(shownText(resultMessage(unplayed, make.resultOptions(), ru))).toContain(
    '- 4:05 Dredging ended in 2019.',
  )
  expect(briefMarkdown(film, en)).toContain(`1. [4:05](${url}&t=245s) Dredging ended in 2019.`)
  expect(briefMarkdown(unplayed, ru)).toContain('1. 4:05 Dredging ended in 2019.')
})
