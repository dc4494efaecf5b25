import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

/** In dots. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Something drawn on white. */
export function drawnOn({ width, height }: Size, draw: (context: SKRSContext2D) => void): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  draw(context)
  return canvas
}
