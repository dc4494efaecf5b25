import { createWorker, OEM, type Worker } from 'tesseract.js'
import { gatherTrainedData, type TrainedData } from './trained-data.ts'

/** What stands in a picture. */
export interface RecognisedText {
  readonly text: string
  /** How sure the recogniser is of it, 0 to 100. */
  readonly confidence: number
}

/** Below it a block is more likely made of lines and shades than of letters. */
const leastBlockConfidence = 30

/**
 * Reads the text in pictures on this machine; nothing is fetched.
 *
 * @param pictures of PNG, JPEG, WebP, BMP or PNM, one after the other
 * @param languages as Tesseract names them; those that are not installed are left out
 */
export async function* recognise(
  pictures: AsyncIterable<Uint8Array>,
  languages: readonly string[],
): AsyncGenerator<RecognisedText> {
  const data = gatherTrainedData(languages)
  let worker: Worker | undefined
  try {
    for await (const picture of pictures) {
      worker ??= await openWorker(data)
      const { data: page } = await worker.recognize(Buffer.from(picture), {}, { text: true, blocks: true })
      const blocks = (page.blocks ?? []).filter(({ confidence }) => confidence >= leastBlockConfidence)
      yield { text: blocks.map(({ text }) => text.trim()).join('\n\n'), confidence: page.confidence }
    }
  } finally {
    await worker?.terminate()
    data.remove()
  }
}

function openWorker({ folder, languages, isPacked }: TrainedData): Promise<Worker> {
  return createWorker([...languages], OEM.LSTM_ONLY, {
    langPath: folder,
    gzip: isPacked,
    cacheMethod: 'none',
    // Otherwise what a picture does wrong ends the process.
    errorHandler: () => undefined,
  })
}
