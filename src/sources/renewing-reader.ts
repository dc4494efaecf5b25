import type { SourceReader } from './acquire-source.ts'
import type { Location } from './location.ts'

/**
 * A location whose address is good for a while only, with one that is good now; any other as it is.
 *
 * @throws the signal's reason when the caller aborted
 */
export type RenewLocation = (location: Location, signal?: AbortSignal) => Promise<Location>

/** A reader of what may have waited for longer than its address is good for: before each reading that is renewed. */
export function renewingReader(reader: SourceReader, renew: RenewLocation): SourceReader {
  return {
    ...reader,
    read: async (location, options) => reader.read(await renew(location, options?.signal), options),
  }
}
