/** A line of a page: its text, its distance below the line before it and to the right of its start, and its font size, in points. */
export interface PdfLine {
  readonly text: string
  readonly below?: number
  readonly right?: number
  readonly size?: number
}

/** Writes a valid PDF of one page per list of lines. `trailer` goes into the file's trailer dictionary. */
export function writeTinyPdf(
  pages: readonly (readonly PdfLine[])[],
  options: { readonly info?: string; readonly trailer?: string } = {},
): Uint8Array {
  const firstPage = 4
  const pageReferences = pages.map((_, index) => `${firstPage + index * 2} 0 R`)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>',
    `<</Type/Pages/Kids[${pageReferences.join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flatMap((lines, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${firstPage + index * 2 + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
      stream(lines),
    ]),
    `<<${options.info ?? ''}>>`,
  ]

  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj${object}endobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `<</Size ${size}/Root 1 0 R/Info ${objects.length} 0 R${options.trailer ?? ''}>>`
  return new TextEncoder().encode(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer${trailer}\nstartxref\n${file.length}\n%%EOF`,
  )
}

function stream(lines: readonly PdfLine[]): string {
  const shown = lines.map(
    ({ text, below = 14, right = 0, size = 12 }) => `/F1 ${size} Tf ${right} ${-below} Td (${text}) Tj`,
  )
  const content = `BT 72 740 Td ${shown.join(' ')} ET`
  return `<</Length ${content.length}>>stream\n${content}\nendstream`
}
