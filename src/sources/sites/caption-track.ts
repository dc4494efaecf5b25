export interface CaptionTrack {
  /** As its site has it: `en`, `pt-BR`. */
  readonly language: string
  /** By a recogniser of speech: it tells which language is spoken. */
  readonly isAutomatic: boolean
}

/** The best first: by people in the language that is spoken, by the recogniser, in English, others. */
export function bestTracks<Track extends CaptionTrack>(tracks: readonly Track[]): readonly Track[] {
  const spoken = tracks.find(({ isAutomatic }) => isAutomatic)?.language
  const rank = ({ language, isAutomatic }: CaptionTrack) => {
    if (!isAutomatic && isSame(language, spoken)) return 0
    if (isAutomatic) return 1
    return isSame(language, 'en') ? 2 : 3
  }
  return tracks.toSorted((one, other) => rank(one) - rank(other))
}

function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && one.split('-', 1)[0] === other.split('-', 1)[0]
}
