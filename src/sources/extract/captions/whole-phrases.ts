import type { Cue } from './cue.ts'

/** Fewer words a cue, on average, are pieces of phrases and no lines. */
const fewestWordsOfLines = 4
const longestPhraseCharacters = 120
/** A silence that parts phrases. */
const pauseSeconds = 1.5

/** Transcripts with a cue for each word or two: as phrases, up to the end of a sentence, a pause or another speaker. */
export function wholePhrases(cues: readonly Cue[]): Cue[] {
  const texts = cues.map(({ lines }) => lines.join(' '))
  const words = texts.reduce((count, text) => count + text.split(/\s+/).filter(Boolean).length, 0)
  if (words >= cues.length * fewestWordsOfLines) return [...cues]
  const phrases: Cue[] = []
  let phrase: Cue | undefined
  for (const cue of cues) {
    if (phrase !== undefined && goesOn(phrase, cue)) {
      const lines: string[] = [[...phrase.lines, ...cue.lines].join(' ')]
      phrase = { ...phrase, endSeconds: cue.endSeconds, lines }
      phrases[phrases.length - 1] = phrase
    } else if (cue.lines.length > 0) {
      phrase = cue
      phrases.push(cue)
    }
  }
  return phrases
}

function goesOn(phrase: Cue, cue: Cue): boolean {
  const said = phrase.lines.join(' ')
  return (
    (cue.speaker === undefined || cue.speaker === phrase.speaker) &&
    cue.startSeconds - phrase.endSeconds < pauseSeconds &&
    said.length < longestPhraseCharacters &&
    !/[.!?…。！？]["”»’)]*$/.test(said)
  )
}
