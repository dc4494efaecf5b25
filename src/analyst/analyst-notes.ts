export interface Circumstances {
  readonly language: string
  readonly sentenceCount: number
  readonly readCount: number
  readonly cutCount: number
  readonly shownCount: number
  readonly hasCode: boolean
}

/** What the built-in analyst could not do with this text, a sentence each. */
export function notesOn(circumstances: Circumstances): string[] {
  const { language, sentenceCount, readCount, cutCount, shownCount, hasCode } = circumstances
  const notes = [
    'The built-in analyst picks sentences out of the text: it rephrases nothing and does not know whether they are true.',
  ]
  if (sentenceCount === 0 && !hasCode) return ['The text has no words.']
  if (shownCount === 0) notes.push('The text has no complete sentences to choose from.')
  else if (shownCount < 4) notes.push('The text is too short for much of a summary.')
  notes.push(...languageNotes(language))
  if (readCount < sentenceCount)
    notes.push(
      `The text is long: ${readCount} of its ${sentenceCount} sentences were read, namely its beginning, its end and evenly spaced ones between.`,
    )
  if (cutCount * 3 > sentenceCount)
    notes.push(
      'The text has little punctuation, so passages were cut by length and may begin or end in the middle of a thought.',
    )
  if (hasCode) notes.push('Lines of code were left out.')
  return notes
}

function languageNotes(language: string): string[] {
  if (language === 'en' || language.startsWith('en-')) return []
  if (language === 'und')
    return [
      'The language could not be told, so names and topics are found by spelling alone and the tone was not judged.',
    ]
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
  const notes = [
    `The text is in ${name}, of which no grammar is known here: names and topics are found by spelling alone, and the tone was not judged.`,
  ]
  if (!hasCapitals(language))
    notes.push('Its script has no capital letters, so only dates and amounts were found, no names.')
  return notes
}

function hasCapitals(language: string): boolean {
  const script = new Intl.Locale(language).maximize().script
  return script === 'Latn' || script === 'Cyrl' || script === 'Grek' || script === 'Armn'
}
