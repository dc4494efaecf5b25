import { describe, expect, it } from 'vitest'
import { BodyReader, longestBody, longestEvent, toldByText } from '../../../src/pricing/wire/body-reader.ts'

const usage = (prompt: number) => `"usage":{"prompt_tokens":${prompt}}`

/** The prompt's tokens that a body tells, in whatever pieces it comes. */
function promptIn(contentType: string | undefined, ...pieces: readonly string[]): number | undefined {
  const reader = new BodyReader(contentType)
  for (const piece of pieces) reader.read(piece)
  return reader.told()?.figures.prompt
}

/** A JSON object of exactly so many characters. */
function bodyOf(length: number, prompt: number): string {
  const around = `{${usage(prompt)},"pad":""}`
  return `{${usage(prompt)},"pad":"${'x'.repeat(length - around.length)}"}`
}

it.each([
  ['text/event-stream; charset=utf-8', true],
  ['application/x-ndjson', true],
  ['application/jsonl', true],
  ['application/stream+json', true],
  ['Text/Event-Stream', true],
  ['application/json', false],
  [undefined, false],
])('a body called %s is streamed: %s', (contentType, isStreamed) => {
  expect(new BodyReader(contentType).isStreamed).toBe(isStreamed)
})

describe('a plain body', () => {
  it('is kept up to four million characters, and tells nothing beyond', () => {
    expect(longestBody).toBe(4_000_000)
    expect(promptIn('application/json', bodyOf(longestBody, 3))).toBe(3)
    expect(promptIn('application/json', bodyOf(longestBody + 1, 3))).toBeUndefined()
    expect(promptIn('application/json', bodyOf(longestBody + 1, 3), `{${usage(5)}}`)).toBeUndefined()
  })

  it('tells more as more of it comes', () => {
    const reader = new BodyReader('application/json')
    expect(reader.told()).toBeUndefined()
    reader.read(`{${usage(3)}`)
    expect(reader.told()).toBeUndefined()
    reader.read('}')
    expect(reader.told()?.figures).toEqual({ prompt: 3 })
    expect(reader.told()).toBe(reader.told())
  })

  it('tells nothing any more once it has become too long', () => {
    const reader = new BodyReader('application/json')
    reader.read(bodyOf(longestBody, 3))
    expect(reader.told()?.figures.prompt).toBe(3)
    reader.read(' ')
    expect(reader.told()).toBeUndefined()
  })

  it('is a list of events, or events without saying so', () => {
    expect(toldByText(`[{${usage(3)}},{"model":"m"}]`)).toMatchObject({ figures: { prompt: 3 }, model: 'm' })
    expect(toldByText(`data: {${usage(3)}}\n\ndata: {"model":"m"}`)).toMatchObject({
      figures: { prompt: 3 },
      model: 'm',
    })
    expect(toldByText(`: hello\ndata: {${usage(3)}}`)?.figures).toEqual({ prompt: 3 })
    expect(toldByText(`event: x\rdata: {${usage(3)}}`)?.figures).toEqual({ prompt: 3 })
    expect(toldByText(`id: 1\r\ndata: {${usage(3)}}`)?.figures).toEqual({ prompt: 3 })
    expect(toldByText(`\n data: {${usage(3)}}`)?.figures).toBeUndefined()
    expect(toldByText(`\n\ndata: {${usage(3)}}`)?.figures).toEqual({ prompt: 3 })
    expect(toldByText(`The data: {${usage(3)}}`)).toBeUndefined()
    expect(toldByText(`The\ndata: {${usage(3)}}`)).toBeUndefined()
  })

  it('of an empty list tells what an empty object does, and of a bare value nothing', () => {
    expect(toldByText('[]')?.hasAnswer).toBe(false)
    expect(toldByText(' {} ')?.hasAnswer).toBe(false)
    expect(toldByText('3')).toBeUndefined()
    expect(toldByText('{')).toBeUndefined()
  })
})

describe('a streamed body', () => {
  const stream = 'text/event-stream'

  it('tells by its last line before that has come to an end', () => {
    expect(promptIn(stream, `data: {${usage(3)}}`)).toBe(3)
    expect(promptIn(stream, `data: {${usage(3)}`)).toBeUndefined()
    expect(promptIn(stream, `data: {${usage(3)}}\n`, `data:{${usage(5)}`)).toBe(3)
    expect(promptIn(stream, `data: {${usage(3)}}\r`, `data:{${usage(5)}}\r\n`)).toBe(5)
    expect(promptIn('application/jsonl', `{${usage(3)}}\n{${usage(5)}}\n`)).toBe(5)
  })

  it('keeps an event up to a million characters, and leaves a longer one out, whatever it is cut into', () => {
    expect(longestEvent).toBe(1_000_000)
    const long = bodyOf(longestEvent, 9)
    expect(promptIn(stream, long)).toBe(9)
    expect(promptIn(stream, `{${usage(3)}}\n`, `${long} `, '\n')).toBe(3)
    expect(promptIn(stream, `{${usage(3)}}\n`, `${long} `, 'x', `}\n{${usage(5)}}\n`)).toBe(5)
    expect(promptIn(stream, `{${usage(3)}}\n`, `${long} `, `{${usage(8)}}`)).toBe(3)
    expect(promptIn(stream, `{${usage(3)}}\n`, `${long} `, `{${usage(8)}}\n`, `{${usage(5)}}`)).toBe(5)
  })

  it('says nothing by what is no object', () => {
    expect(promptIn(stream, 'data: [DONE]\n', 'data: 3\n', 'event: ping\n')).toBeUndefined()
  })
})
