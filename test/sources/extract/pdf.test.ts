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
      pages: 1,
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

  it.each(['/Filter/Adobe.APS/V 1', '/Filter/Standard/V 9/R 9'])(
    'that is locked by %s is told to be locked',
    async (lock) => {
      const bytes = writeTinyPdf([[{ text: 'Secret' }]], { trailer: `/Encrypt<<${lock}>>/ID[<01><01>]` })
      await expect(extract(bytes)).rejects.toMatchObject({ reason: 'encrypted' })
    },
  )

  it('without text is empty, and perhaps a scan', async () => {
    await expect(extract(writeTinyPdf([[]]))).rejects.toMatchObject({
      reason: 'empty_scan',
    })
  })
})

describe('the pages of a PDF', () => {
  const paragraph = (page: number) => [
    { text: `On page ${page} the river rose in the night and reached the old mill.`, below: 40 },
    { text: 'By morning the road was gone, and so was the bridge.' },
  ]

  it('lose their running heads and their numbers', async () => {
    const pages = [1, 2, 3, 4].map((page) => [
      { text: 'Annals of Rivers, volume 12' },
      ...paragraph(page),
      { text: `Page ${page} of 4`, below: 500 },
    ])
    const { text } = await extract(writeTinyPdf(pages))

    expect(text).not.toMatch(/Annals|Page \d/)
    expect(text.match(/On page \d the river rose/g)).toHaveLength(4)
  })

  it('keep what stands at the top of two pages only', async () => {
    const pages = [1, 2].map((page) => [{ text: 'The same words' }, ...paragraph(page)])
    expect((await extract(writeTinyPdf(pages))).text.match(/The same words/g)).toHaveLength(2)
  })

  it('lose their lists of contents', async () => {
    const contents = [{ text: 'Introduction . . . . . . . . . . 1' }, { text: 'The flood ............ 12' }]
    const { text } = await extract(writeTinyPdf([[...contents, ...paragraph(1)]]))
    expect(text).not.toMatch(/Introduction|\.\./)
  })

  it('are read column by column where they are written row by row', async () => {
    const left = [
      'The river rose in the night',
      'and reached the old mill',
      'before anybody woke up in',
      'the valley, says the mayor',
      'who saw it from his house.',
    ]
    const right = [
      'The bridge went first and',
      'took the wires along with it',
      'so that nobody could call',
      'for help until the morning',
      'when the soldiers came in.',
    ]
    const rows = left.flatMap((text, index) => [
      { text, right: index === 0 ? 0 : -240 },
      { text: right[index] ?? '', right: 240, below: 0 },
    ])
    const { text } = await extract(writeTinyPdf([rows]))

    expect(text).toBe([...left, ...right].join(' ').replace('house. The', 'house.\n\nThe'))
  })

  it('keep the rows of a table together', async () => {
    const rows = ['Rain', 'Wind', 'Snow', 'Fog', 'Hail', 'Sun'].flatMap((text, index) => [
      { text, right: index === 0 ? 0 : -240 },
      { text: `${index + 10} days`, right: 240, below: 0 },
    ])
    const { text } = await extract(writeTinyPdf([rows]))
    expect(text).toMatch(/Rain\s+10 days\s+Wind\s+11 days/)
  })

  it('lose the raised numbers of notes, and keep numbers that are said', async () => {
    const lines = [
      { text: 'The dam was made law by' },
      { text: '1', below: -5, right: 140, size: 7 },
      { text: 'President Holm in the year 2021 and', below: 5, right: 8 },
    ]
    const { text } = await extract(writeTinyPdf([lines]))
    expect(text.replace(/\s+/g, ' ')).toBe('The dam was made law by President Holm in the year 2021 and')
  })

  it('are not read where their letters cannot be told', async () => {
    const text = '-.45 1 % + ; # $ = [ ] * ^ ~ ! < > , . : / ? { } -.45 1 % & | @ _ - + ='
    await expect(extract(writeTinyPdf([[{ text }, { text }]]))).rejects.toMatchObject({
      reason: 'unreadable_letters',
    })
  })
})

/** A page in a font of the reader's machine, as programs of the Far East write it: the file says which map of characters it uses. */
function farEasternPdf(text: string, map: string, ordering: string): Uint8Array {
  const content = `BT /F1 12 Tf 72 700 Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/Far/Encoding/${map}/DescendantFonts[6 0 R]>>`,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/Far/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 1>>/FontDescriptor 7 0 R/DW 1000>>`,
    '<</Type/FontDescriptor/FontName/Far/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>',
  ]
  return new TextEncoder().encode(
    `%PDF-1.4\n${objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF`,
  )
}

it.each([
  ['Chinese', '市政府宣布了新桥的建设计划', 'UniGB-UCS2-H', 'GB1'],
  ['traditional Chinese', '市政府宣布了新橋', 'UniCNS-UCS2-H', 'CNS1'],
  ['Japanese', '新しい橋の建設計画', 'UniJIS-UCS2-H', 'Japan1'],
  ['Korean', '새 다리 건설 계획', 'UniKS-UCS2-H', 'Korea1'],
])('a PDF in %s is read without its fonts', async (_, text, map, ordering) => {
  expect((await extract(farEasternPdf(text, map, ordering))).text).toBe(text)
})
