import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type ParsedPriceData, parsePriceData } from './price-data.ts'

const storedFile = z.object({ downloadedAt: z.iso.datetime(), published: z.unknown() })

/** The last good download that an earlier run kept, to be parsed when it is needed; undefined when there is none that can be used. */
export async function readStoredPrices(
  file: string,
): Promise<() => (ParsedPriceData & { kind: 'parsed' }) | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return () => {
    try {
      const { downloadedAt, published } = storedFile.parse(JSON.parse(text))
      const parsed = parsePriceData(published, new Date(downloadedAt))
      return parsed.kind === 'parsed' ? parsed : undefined
    } catch {
      return undefined
    }
  }
}

/** Keeps a download for the next start. A crash leaves the old copy or the new one, never half of one. */
export async function writeStoredPrices(file: string, published: unknown, downloadedAt: Date): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.tmp`
  const handle = await open(unfinished, 'w')
  try {
    await handle.writeFile(JSON.stringify({ downloadedAt: downloadedAt.toISOString(), published }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
}
