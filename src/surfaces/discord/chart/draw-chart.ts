import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { chartFont } from './spend-chart.ts'

/** Letters of Latin and Cyrillic; what the machine has of fonts is not looked at. */
const fontFiles = [createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')]

/** An SVG picture as PNG. It is drawn beside the event loop, on threads of the runtime. */
export async function drawChart(svg: string): Promise<Buffer> {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: chartFont }
  const image = await renderAsync(svg, { font })
  return image.asPng()
}
