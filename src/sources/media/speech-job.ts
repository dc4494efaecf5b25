import { monoSound } from './mono-sound.ts'
import { wavParts } from './plain-wav.ts'
import { quietly } from './quietly.ts'
import { soundFormatOf } from './sound-format.ts'
import { type SoundSpan, SpeechDetector } from './speech-detector.ts'

/** Where speech is in a recording, and how long that plays; undefined where it cannot be decoded. */
export type SpeechFound = { readonly spans: readonly SoundSpan[]; readonly seconds: number } | undefined

/** A `RangeError` is that of a recording that contradicts itself. */
export async function work({ bytes }: { readonly bytes: Uint8Array }): Promise<SpeechFound> {
  const format = await soundFormatOf(bytes)
  if (!format) return undefined
  if (format === 'wav' && wavParts(bytes)?.sound.byteLength === 0) return { spans: [], seconds: 0 }
  const detector = new SpeechDetector()
  const isWhole = await quietly(async () => {
    try {
      for await (const samples of monoSound(new Uint8Array(bytes), format)) detector.accept(samples)
      return true
    } catch (error) {
      if (error instanceof RangeError) throw error
      // What the decoder does not take, another may: it is heard whole, elsewhere.
      return false
    }
  })
  const found = detector.end()
  return isWhole && found.seconds > 0 ? found : undefined
}
