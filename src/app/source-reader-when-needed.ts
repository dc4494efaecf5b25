import type { createSourceReader, SourceReader } from '../sources/acquire-source.ts'

/** A reader of sources whose many parts (sites, formats, the guarded client) are loaded with the first source: most commands read none. */
export function sourceReaderWhenNeeded(options: Parameters<typeof createSourceReader>[0]): SourceReader {
  let loading: Promise<SourceReader> | undefined
  const load = async () => (await import('../sources/acquire-source.ts')).createSourceReader(options)
  return {
    async read(location, readOptions) {
      loading ??= load()
      return (await loading).read(location, readOptions)
    },
    async close() {
      await (await loading)?.close()
    },
  }
}
