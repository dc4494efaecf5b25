import { describe, expect, it } from 'vitest'
import { pdf } from '../../../src/sources/extract/pdf.ts'
import { writeTinyPdf } from '../tiny-pdf.ts'

const location = 'paper.pdf'
const extract = (bytes: Uint8Array) => pdf.extract({ location, bytes })

describe('a PDF', () => {
  it('gives its text, title, author, date and language', async () => {
    const info = "/Title(On floods)/Author(A. Writer)/CreationDate(D:20260304050607+01'00')"
    expect(await extract(writeTinyPdf([[{ text: 'Hello' }]], { info }))).toEqual({
      location,
      type: 'pdf',
      title: 'On floods',
      author: 'A. Writer',
      publishedAt: '2026-03-04T05:06:07+01:00',
      language: 'en-GB',
      text: 'Hello',
    })
  })

  it.each([
    ['D:20260304050607Z', '2026-03-04T05:06:07Z'],
    ["D:20260304050607-03'30'", '2026-03-04T05:06:07-03:30'],
    ['D:20260304050607', '2026-03-04'],
    ['D:20260304', '2026-03-04'],
    ['D:20269999', undefined],
    ['last week', undefined],
  ])('dated %s was published at %s', async (date, publishedAt) => {
    const source = await extract(writeTinyPdf([[{ text: 'Hello' }]], { info: `/CreationDate(${date})` }))
    expect(source.publishedAt).toBe(publishedAt)
  })

  it('has its lines joined to paragraphs, over hyphens, columns and pages', async () => {
    const { text } = await extract(
      writeTinyPdf([
        [
          { text: 'Floods', size: 24 },
          { text: 'The river rose in the night and the inhabi-', below: 20 },
          { text: 'tants of the valley fled.' },
          { text: 'By morning the road was gone, and', below: 30 },
          { text: 'so was', below: -80 },
        ],
        [{ text: 'the bridge.' }, { text: 'Nobody was hurt.', below: 40 }],
        [{ text: 'A new page.' }],
      ]),
    )
    expect(text.split('\n\n')).toEqual([
      'Floods',
      'The river rose in the night and the inhabitants of the valley fled.',
      'By morning the road was gone, and so was the bridge.',
      'Nobody was hurt.',
      'A new page.',
    ])
  })

  it.each([
    ['cut off', writeTinyPdf([[{ text: 'Hello' }]]).subarray(0, 120)],
    ['nothing but its first line', new TextEncoder().encode('%PDF-1.7\n')],
    ['a web page', new TextEncoder().encode('<!doctype html><p>Sign in')],
  ])('that is %s is damaged', async (_title, bytes) => {
    await expect(extract(new Uint8Array(bytes))).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'damaged',
      problem: { values: { format: 'PDF' } },
    })
  })

  it('that needs a password is refused with the advice to use another copy', async () => {
    const id = '01'.repeat(16)
    const encryption = `<</Filter/Standard/V 1/R 2/O<${'aa'.repeat(32)}>/U<${'bb'.repeat(32)}>/P -4>>`
    const bytes = writeTinyPdf([[{ text: 'Secret' }]], {
      trailer: `/Encrypt${encryption}/ID[<${id}><${id}>]`,
    })
    await expect(extract(bytes)).rejects.toMatchObject({
      reason: 'encrypted',
    })
  })

  it('without text is empty, and perhaps a scan', async () => {
    await expect(extract(writeTinyPdf([[]]))).rejects.toMatchObject({
      reason: 'empty_scan',
    })
  })
})
