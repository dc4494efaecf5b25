import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'

/** The lines of a text that is compressed by Zstandard, as they are read. */
export async function* linesIn(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const text = file.pipe(createZstdDecompress()).setEncoding('utf8')
  file.once('error', (error) => text.destroy(error))
  let begun: string[] = []
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const [first = '', ...others] = chunk.split('\n')
      begun.push(first)
      for (const next of others) {
        yield begun.join('')
        begun = [next]
      }
    }
  } finally {
    file.destroy()
  }
}
