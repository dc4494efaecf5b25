import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { mostCompared } from '../sources/given-location.ts'
import type { AcquisitionDependencies } from '../tasks/acquisition.ts'
import { mediaNameOf } from '../tasks/several/acquire-several.ts'

/** Recordings in the data folder, for their user alone, until they are text. */
export function keptMedia(
  dataDirectory: string,
): Pick<AcquisitionDependencies, 'keepMedia' | 'hasMedia' | 'discardMedia'> {
  const fileOf = (name: string) => join(dataDirectory, 'media', name)
  return {
    keepMedia: async (name, bytes) => {
      const file = fileOf(name)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(file, bytes, { mode: 0o600 })
      return file
    },
    hasMedia: async (file) => existsSync(file),
    discardMedia: async (name) => {
      const names = [name, ...Array.from({ length: mostCompared }, (_, index) => mediaNameOf(name, index))]
      await Promise.all(names.map((one) => rm(fileOf(one), { force: true })))
    },
  }
}
