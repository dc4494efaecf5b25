import { expect, it } from 'vitest'
import { plainText } from '../../../src/sources/extract/plain-text.ts'

function read(...lines: readonly string[]) {
  return plainText.extract({ location: 'talk.txt', bytes: new TextEncoder().encode(lines.join('\n')) })
}

const said = [
  'Welcome to the show.',
  'Today it is the bridge.',
  'It is old.',
  'Very old.',
  'Goodbye.',
] as const
const times = ['0:00', '0:04', '0:59', '1:02', '1:02:03'] as const
const seconds = [0, 4, 59, 62, 3_723] as const

it.each([
  ['above it', said.flatMap((words, index) => [times[index] ?? '', words])],
  ['before it', said.map((words, index) => `${times[index]} ${words}`)],
  ['in brackets', said.map((words, index) => `[${times[index]}] ${words}`)],
  ['with its end', said.map((words, index) => `${times[index]} - 1:30:00: ${words}`)],
  ['as lyrics have it', ['[ar:Ida Holm]', ...said.map((words, index) => `[${times[index]}.00]${words}`)]],
])('what is said is read with the time that stands %s', async (_name, lines) => {
  const { type, segments } = await read(...lines)
  expect(type).toBe('captions')
  expect(segments?.map(({ text }) => text)).toEqual(said)
  expect(segments?.map(({ startSeconds }) => startSeconds)).toEqual(seconds)
})

it('what is sung twice is read at both times', async () => {
  const { segments } = await read(...times.slice(0, 4).map((time) => `[${time}]La`), '[1:10][1:30]Oh')
  expect(segments?.filter(({ text }) => text === 'Oh').map(({ startSeconds }) => startSeconds)).toEqual([
    70, 90,
  ])
})

it.each([
  [
    'the programme of a day',
    ['09:00 Doors open', '10:00 Welcome', '11:30 The bridge', '12:30 Lunch', '14:00 Walk'],
  ],
  ['few times', ['0:00 Intro', '1:00 Bridge', '2:00 End']],
  ['results of a race', ['1:02 Ida', '1:03 Omar', '0:59 Jan', '1:10 Eva', '1:12 Tom']],
  [
    'a text with chapters',
    [
      'The film is about a bridge.',
      'It was made in 1974.',
      'It has won prizes.',
      'Its maker is 90.',
      'He lives there.',
      'He swims.',
      'He sings.',
      'He cooks.',
      '0:00 Intro',
      '1:00 Bridge',
      '2:00 River',
      '3:00 Sea',
      '4:00 End',
    ],
  ],
])('%s keeps its times in its text', async (_name, lines) => {
  const { type, text } = await read(...lines)
  expect(type).toBe('text')
  expect(text).toBe(lines.join('\n'))
})
