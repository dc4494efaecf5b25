import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'

const font = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

/** Lines of text, black on white, as a PNG. */
export function pictureOf(lines: readonly string[], fontSize = 32): Uint8Array {
  return rendered(lines, fontSize).asPng()
}

/** The same as the only picture of each page of a PDF, as scanners write it. */
export function scanOf(pages: readonly (readonly string[])[]): Uint8Array {
  const pictures = pages.map((lines) => {
    const { pixels, width, height } = rendered(lines, 32)
    const grey = Buffer.from(pixels.filter((_, index) => index % 4 === 0))
    return { grey, width, height }
  })
  const objects: Buffer[] = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(
      `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, page) => `${3 + page * 3} 0 R`).join(' ')}]>>`,
    ),
  ]
  for (const [page, { grey, width, height }] of pictures.entries()) {
    const number = 3 + page * 3
    const drawing = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`
    objects.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents ${number + 1} 0 R/Resources<</XObject<</I ${number + 2} 0 R>>>>>>`,
      ),
      Buffer.from(`<</Length ${drawing.length}>>stream\n${drawing}\nendstream`),
      Buffer.concat([
        Buffer.from(
          `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${grey.length}>>stream\n`,
        ),
        grey,
        Buffer.from('\nendstream'),
      ]),
    )
  }
  return Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    ...objects.flatMap((object, index) => [
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from('trailer<</Root 1 0 R>>\n'),
  ])
}

function rendered(lines: readonly string[], fontSize: number) {
  const height = Math.round(fontSize * 2 * (lines.length + 1))
  const words = lines
    .map((line, index) => `<text x="40" y="${fontSize * 2 * (index + 1)}">${line}</text>`)
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="${height}"><rect width="1100" height="${height}" fill="white"/><g font-family="DejaVu Sans" font-size="${fontSize}">${words}</g></svg>`
  return new Resvg(svg, { font: { fontFiles: [font], loadSystemFonts: false } }).render()
}
