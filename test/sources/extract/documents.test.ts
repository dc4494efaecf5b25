import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { chooseExtractor } from '../../../src/sources/extract/choose-extractor.ts'
import { chooseByMediaType } from '../../../src/sources/extract/choose-kind.ts'

function archive(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

async function read(bytes: Uint8Array, location = 'file', mediaType?: string) {
  const document = { location, bytes, ...(mediaType && { mediaType }) }
  return (await chooseExtractor(document)).extract(document)
}

const core =
  '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>On floods</dc:title><dc:creator>Ida Holm</dc:creator><dcterms:created>2026-03-04T05:06:07Z</dcterms:created></cp:coreProperties>'
const known = { title: 'On floods', author: 'Ida Holm', publishedAt: '2026-03-04T05:06:07Z' }
const openXml = (part: string, type: string) => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${part}"/></Relationships>`,
  'docProps/core.xml': core,
})
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const docx = archive({
  ...openXml('word/document.xml', 'wordprocessingml.document'),
  'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('The river rose in the night.')}${paragraph('Река поднялась ночью.')}<w:tbl><w:tr><w:tc>${paragraph('Rain')}</w:tc><w:tc>${paragraph('12 days')}</w:tc></w:tr></w:tbl></w:body></w:document>`,
})
const slide = (...lines: string[]) =>
  `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld>${lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:cSld></p:sld>`
const pptx = archive({
  ...openXml('ppt/presentation.xml', 'presentationml.presentation'),
  'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
  'ppt/slides/slide10.xml': slide('The end'),
  'ppt/slides/slide2.xml': slide('The flood', 'It came at night.'),
})
const xlsx = archive({
  ...openXml('xl/workbook.xml', 'spreadsheetml.sheet'),
  'xl/workbook.xml':
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Rain" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
  'xl/sharedStrings.xml':
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Month</t></si><si><t>Days</t></si><si><t>May</t></si></sst>',
  'xl/styles.xml':
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml':
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>12.5</v></c></row></sheetData></worksheet>',
})
const openDocument = (kind: string, body: string) =>
  archive({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d"><office:automatic-styles>no</office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
    'meta.xml':
      '<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><dc:title>On floods</dc:title><meta:initial-creator>Ida Holm</meta:initial-creator><meta:creation-date>2026-03-04T05:06:07Z</meta:creation-date></office:document-meta>',
  })
const book = (extra: Readonly<Record<string, string>> = {}) =>
  archive({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'OPS/book.opf':
      '<package xmlns:dc="d"><metadata><dc:title>On floods</dc:title><dc:creator>Ida Holm</dc:creator><dc:date>2026-03-04</dc:date><dc:language>en</dc:language></metadata><manifest><item id="b" href="text/two.xhtml"/><item id="a" href="text/one%20.xhtml"/><item id="n" href="nav.xhtml"/></manifest><spine><itemref idref="n" linear="no"/><itemref idref="a"/><itemref idref="b"/></spine></package>',
    'OPS/text/two.xhtml': '<html><body><p>Then the bridge went.</p></body></html>',
    'OPS/text/one .xhtml': '<html><body><h1>One</h1><p>The river rose.</p></body></html>',
    'OPS/nav.xhtml': '<html><body>Contents</body></html>',
    ...extra,
  })

describe('documents', () => {
  it.each([
    [
      'Word',
      docx,
      {
        ...known,
        type: 'document',
        text: 'The river rose in the night.\n\nРека поднялась ночью.\n\nRain | 12 days',
      },
    ],
    [
      'PowerPoint',
      pptx,
      { ...known, type: 'presentation', pages: 2, text: 'The flood\nIt came at night.\n\nThe end' },
    ],
    ['Excel', xlsx, { ...known, type: 'spreadsheet', text: 'Rain\nMonth | Days\nMay | 12.5' }],
    [
      'OpenDocument text',
      openDocument(
        'text',
        '<office:text><text:h>Floods</text:h><text:p>The river<text:s/>rose.<text:note><text:p>1</text:p></text:note></text:p><text:list><text:list-item><text:p>mill</text:p></text:list-item></text:list></office:text>',
      ),
      { ...known, type: 'document', text: 'Floods\n\nThe river rose.\n\n- mill' },
    ],
    [
      'OpenDocument spreadsheets',
      openDocument(
        'spreadsheet',
        '<table:table><table:table-row><table:table-cell><text:p>May</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>',
      ),
      { ...known, type: 'spreadsheet', text: 'May | 12' },
    ],
    [
      'OpenDocument presentations',
      openDocument('presentation', '<draw:page><text:p>The flood</text:p></draw:page>'),
      { ...known, type: 'presentation', pages: 1, text: 'The flood' },
    ],
    [
      'e-books',
      book(),
      {
        title: 'On floods',
        author: 'Ida Holm',
        publishedAt: '2026-03-04',
        language: 'en',
        type: 'book',
        text: 'One\n\nThe river rose.\n\nThen the bridge went.',
      },
    ],
  ])('of %s are read by their content', async (_, bytes, source) => {
    expect(await read(bytes)).toEqual({ location: 'file', ...source })
  })

  it('keep apart what stands in lines and paragraphs of its own', async () => {
    const broken = archive({
      ...openXml('ppt/presentation.xml', 'presentationml.presentation'),
      'ppt/presentation.xml': '<p:presentation xmlns:p="p"/>',
      'ppt/slides/slide1.xml': slide('The flood</a:t></a:r><a:br/><a:r><a:t>of March'),
    })
    const cell =
      '<table:table-cell><text:p>One</text:p><text:p>two</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell>'
    const table = openDocument(
      'text',
      `<table:table><table:table-row>${cell}</table:table-row></table:table>`,
    )

    expect((await read(broken)).text).toBe('The flood of March')
    expect((await read(table)).text).toBe('One two | 3')
  })

  it('are e-books also where programs write the prefixes of names', async () => {
    const prefixed =
      '<opf:package><opf:manifest><opf:item id="a" href="text/two.xhtml"/></opf:manifest><opf:spine><opf:itemref idref="a"/></opf:spine></opf:package>'
    const locked =
      '<encryption><enc:EncryptedData><enc:CipherReference URI="OPS/text/two.xhtml"/></enc:EncryptedData></encryption>'

    expect((await read(book({ 'OPS/book.opf': prefixed }))).text).toBe('Then the bridge went.')
    await expect(read(book({ 'META-INF/encryption.xml': locked }))).rejects.toMatchObject({
      problem: { reason: 'encrypted' },
    })
  })

  it.each(['word.document', 'word.template', 'excel.sheet', 'powerpoint.slideshow'])(
    'with macros (%s) are known by what is declared',
    (kind) => {
      expect(chooseByMediaType(`application/vnd.ms-${kind}.macroenabled.12`)).toBeDefined()
    },
  )

  it('are told by their bytes where something else is declared', async () => {
    expect(await read(docx, 'file', 'application/pdf')).toMatchObject({
      type: 'document',
      title: 'On floods',
    })
    const gone = new TextEncoder().encode(
      '<!doctype html><title>Gone</title><p>The file has been moved to the archive of the harbour.',
    )
    expect(await read(gone, 'file', 'application/pdf')).toMatchObject({ type: 'article', title: 'Gone' })
    expect(await read(gone, 'file.doc', 'application/msword')).toMatchObject({
      type: 'article',
      title: 'Gone',
    })
    const exported = new TextEncoder().encode('Month\tDays\nMay\t12\n')
    expect(await read(exported, 'file', 'application/vnd.ms-excel')).toMatchObject({
      text: 'Month | Days\nMay | 12',
    })
  })

  it.each([
    ['EncryptedPackage', { reason: 'encrypted' }],
    ['WordDocument', { reason: 'unsupported_type', values: { type: 'application/msword' } }],
    ['Workbook', { reason: 'unsupported_type', values: { type: 'application/vnd.ms-excel' } }],
    ['Other', { reason: 'unsupported_type', values: { type: 'application/x-cfb' } }],
  ])('in a compound file with a stream called %s are refused for what they are', async (stream, problem) => {
    const head = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    const file = Buffer.concat([
      head,
      Buffer.alloc(1000),
      Buffer.from(`${stream}\0`, 'utf16le'),
      Buffer.alloc(1000),
    ])
    await expect(read(file, 'file.docx')).rejects.toMatchObject({ problem })
  })

  it('of Excel are read whose cells do not say where they stand', async () => {
    const cell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    const plain = archive({
      ...openXml('xl/workbook.xml', 'spreadsheetml.sheet'),
      'xl/workbook.xml':
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Rain" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>${cell('Month')}<c r="C1"><v>3</v></c>${cell('Days')}</row><row>${cell('May')}<c/><c><v>12</v></c></row></sheetData></worksheet>`,
    })
    expect((await read(plain)).text).toBe('Rain\nMonth |  | 3 | Days\nMay |  | 12 |')
  })

  it('of PowerPoint are read in the order of the presentation', async () => {
    const moved = archive({
      ...openXml('ppt/presentation.xml', 'presentationml.presentation'),
      'ppt/presentation.xml':
        '<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="257" r:id="r2"/><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>',
      'ppt/_rels/presentation.xml.rels':
        '<Relationships><Relationship Id="r1" Target="slides/slide1.xml"/><Relationship Id="r2" Target="/ppt/slides/slide2.xml"/></Relationships>',
      'ppt/slides/slide1.xml': slide('The end'),
      'ppt/slides/slide2.xml': slide('The flood'),
    })
    expect((await read(moved)).text).toBe('The flood\n\nThe end')
  })

  it('are told by what is declared where the archive does not show it', async () => {
    const hidden = archive({
      'a.txt': 'x',
      'META-INF/container.xml': '<container><rootfile full-path="b.opf"/></container>',
      'b.opf': '<package><item id="a" href="c.html"/><itemref idref="a"/></package>',
      'c.html': '<p>Hello',
    })
    expect(await read(hidden, 'file', 'application/epub+zip')).toMatchObject({ type: 'book', text: 'Hello' })
  })

  it('that unpack to more than is read are refused', async () => {
    const bomb = openDocument('text', 'a'.repeat(65 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(200_000)
    await expect(read(bomb)).rejects.toMatchObject({ reason: 'too_complex' })
  })

  it('that are cut off are refused as damaged', async () => {
    await expect(read(docx.subarray(0, docx.length / 2))).rejects.toMatchObject({
      problem: { reason: 'damaged', values: { format: 'Word document' } },
    })
  })

  it('that are locked are refused', async () => {
    const letter = archive({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': 'unreadable',
      'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
    })
    await expect(read(letter)).rejects.toMatchObject({ problem: { reason: 'encrypted' } })
    const locked = book({
      'META-INF/encryption.xml': '<encryption><CipherReference URI="OPS/text/two.xhtml"/></encryption>',
    })
    await expect(read(locked)).rejects.toMatchObject({ reason: 'encrypted' })
    const withFont = book({
      'META-INF/encryption.xml': '<encryption><CipherReference URI="OPS/a.otf"/></encryption>',
    })
    expect(await read(withFont)).toMatchObject({ type: 'book' })
  })

  it('without a word are empty', async () => {
    await expect(read(openDocument('text', '<office:text/>'))).rejects.toMatchObject({ reason: 'empty' })
  })

  it('in other archives are named', async () => {
    await expect(read(archive({ 'a.bin': 'x' }))).rejects.toMatchObject({
      problem: { reason: 'unsupported_type', values: { type: 'application/zip' } },
    })
  })

  it('of rows and commas are read as they are', async () => {
    expect(await read(strToU8('month,days\nMay,12\n'), 'rain.csv', 'text/csv')).toMatchObject({
      type: 'text',
      text: 'month,days\nMay,12',
    })
  })
})
