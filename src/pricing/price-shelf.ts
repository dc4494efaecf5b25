import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Where the last good download of prices is kept, for the next start and for other processes. */
export interface PriceShelf {
  /** For people. */
  readonly place: string
  /** Empty when there is nothing that can be read. */
  read(): Promise<string>
  /** A crash leaves the old text or the new one, never half of one. */
  write(text: string): Promise<void>
}

export function fileShelf(file: string): PriceShelf {
  return {
    place: file,
    read: () => readFile(file, 'utf8').catch(() => ''),
    write: async (text) => {
      await mkdir(dirname(file), { recursive: true })
      const unfinished = `${file}.${process.pid}.tmp`
      const handle = await open(unfinished, 'w')
      try {
        await handle.writeFile(text)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(unfinished, file)
    },
  }
}
