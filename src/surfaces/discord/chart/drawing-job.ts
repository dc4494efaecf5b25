import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'

/** Letters of Latin and Cyrillic; what the machine has of fonts is not looked at. */
const fontFiles = [fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))]

/** An SVG picture as PNG. */
export function work(svg: string): Uint8Array {
  return new Resvg(svg, { font: { fontFiles, loadSystemFonts: false } }).render().asPng()
}
