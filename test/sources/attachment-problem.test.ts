import { expect, it } from 'vitest'
import { attachmentProblem } from '../../src/sources/attachment-problem.ts'

const limits = { documentBytes: 1_000, remoteMediaBytes: 5_000 }
const url = 'https://cdn.discordapp.com/attachments/1/2/file'

it.each([
  ['talk.txt', 'text/plain', 1_000, true, undefined],
  ['talk.txt', 'text/plain', 1_001, true, 'too_large'],
  ['talk.mp3', 'audio/mpeg', 5_000, true, undefined],
  ['talk.mp3', 'audio/mpeg', 5_001, true, 'too_large'],
  ['talk.mp3', 'audio/mpeg', 10, false, 'no_transcription_model'],
  ['talk.mp4', undefined, 10, false, 'no_transcription_model'],
  ['talk.bin', 'image/gif', 10, true, 'unsupported_type'],
  ['notice.png', 'image/png', 10, true, undefined],
  ['talk', undefined, 1_000, true, undefined],
])(
  'sees in what %s (%s, %d bytes) says of itself: %s, %s',
  (name, mediaType, sizeBytes, hasTranscription, reason) => {
    const problem = attachmentProblem({ name, url, mediaType, sizeBytes }, { limits, hasTranscription })
    expect(problem?.reason).toBe(reason)
  },
)
