import { describe, expect, it } from 'vitest'
import { json } from '../../../src/sources/extract/json.ts'

function read(content: string) {
  return json.extract({ location: 'talk', bytes: new TextEncoder().encode(content) })
}

describe('what recognisers write', () => {
  const two = [
    { startSeconds: 1, endSeconds: 2, text: 'A: Good morning, dear listeners.' },
    { startSeconds: 2, endSeconds: 3.5, text: 'B: Thank you very much.' },
  ]
  const deepgramWords = (speaker: number, start: number, end: number, ...words: string[]) =>
    words.map((punctuated_word) => ({
      word: punctuated_word.toLowerCase(),
      punctuated_word,
      start,
      end,
      speaker,
    }))

  it.each([
    [
      'AssemblyAI',
      {
        status: 'completed',
        words: [{ start: 1000, end: 1200, text: 'Good', speaker: 'A' }],
        utterances: [
          { start: 1000, end: 2000, text: 'Good morning, dear listeners.', speaker: 'A' },
          { start: 2000, end: 3500, text: 'Thank you very much.', speaker: 'B' },
        ],
      },
    ],
    [
      'Deepgram',
      {
        results: {
          channels: [{ alternatives: [{ transcript: '', words: [] }] }],
          utterances: [
            { start: 1, end: 2, transcript: 'Good morning, dear listeners.', speaker: 0 },
            { start: 2, end: 3.5, transcript: 'Thank you very much.', speaker: 1 },
          ],
        },
      },
    ],
    [
      'Deepgram by words',
      {
        results: {
          channels: [
            {
              alternatives: [
                {
                  words: [
                    ...deepgramWords(0, 1, 2, 'Good', 'morning,', 'dear', 'listeners.'),
                    ...deepgramWords(1, 2, 3.5, 'Thank', 'you', 'very', 'much.'),
                  ],
                },
              ],
            },
          ],
        },
      },
    ],
    [
      'Amazon',
      {
        results: {
          items: [
            ...['Good', 'morning', 'dear', 'listeners'].map((content) => ({
              type: 'pronunciation',
              start_time: '1.0',
              end_time: '2.0',
              speaker_label: 'A',
              alternatives: [{ content: content === 'morning' ? 'morning,' : content }],
            })),
            { type: 'punctuation', alternatives: [{ content: '.' }] },
            ...['Thank', 'you', 'very', 'much.'].map((content) => ({
              type: 'pronunciation',
              start_time: '2.0',
              end_time: '3.5',
              speaker_label: 'B',
              alternatives: [{ content }],
            })),
          ],
        },
      },
    ],
  ])('by %s is read with times and speakers', async (_name, written) => {
    expect((await read(JSON.stringify(written))).segments).toEqual(two)
  })

  it('by whisper.cpp is read with its times', async () => {
    const written = {
      result: { language: 'en' },
      transcription: [{ offsets: { from: 1000, to: 2000 }, text: ' Good morning, dear listeners.' }],
    }
    expect((await read(JSON.stringify(written))).segments).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'Good morning, dear listeners.' },
    ])
  })
})
