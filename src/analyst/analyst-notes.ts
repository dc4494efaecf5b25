import type { Note } from '../brief/note.ts'

export interface Circumstances {
  readonly language: string
  readonly sentenceCount: number
  /** How much of the text was read, 0 to 1. */
  readonly readShare: number
  readonly cutCount: number
  readonly shownCount: number
  readonly hasCode: boolean
}

/** What the built-in analyst could not do with this text. */
export function notesOn(circumstances: Circumstances): readonly Note[] {
  const { language, sentenceCount, readShare, cutCount, shownCount, hasCode } = circumstances
  if (sentenceCount === 0 && !hasCode) return [{ code: 'no_words', values: {} }]
  const notes: Note[] = [{ code: 'extractive', values: {} }]
  if (shownCount === 0) notes.push({ code: 'no_sentences', values: {} })
  else if (shownCount < 4) notes.push({ code: 'short_text', values: {} })
  notes.push(...languageNotes(language))
  if (readShare < 1) notes.push({ code: 'read_in_part', values: { percent: Math.ceil(readShare * 100) } })
  if (cutCount * 3 > sentenceCount) notes.push({ code: 'little_punctuation', values: {} })
  if (hasCode) notes.push({ code: 'code_left_out', values: {} })
  return notes
}

function languageNotes(language: string): readonly Note[] {
  if (language === 'en' || language.startsWith('en-')) return []
  if (language === 'und') return [{ code: 'unknown_language', values: {} }]
  const grammar: Note = { code: 'unknown_grammar', values: { language } }
  return hasCapitals(language) ? [grammar] : [grammar, { code: 'no_capitals', values: {} }]
}

function hasCapitals(language: string): boolean {
  const script = new Intl.Locale(language).maximize().script
  return script === 'Latn' || script === 'Cyrl' || script === 'Grek' || script === 'Armn'
}
