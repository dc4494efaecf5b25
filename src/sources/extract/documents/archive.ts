import { unzipSync } from 'fflate'
import { DOMParser } from 'linkedom'
import { SourceError } from '../../source-error.ts'
import type { RawDocument } from '../extractor.ts'
import type { HtmlDocument } from '../html-document.ts'

/** Documents of office programs stay far below; an archive that unpacks to more is made to fill memory. */
const mostUnpackedBytes = 64 * 1024 * 1024

/** A document that is a zip archive of XML files. */
export interface Archive {
  /** Of all its files, in the order of the archive. */
  readonly names: readonly string[]
  /** Undefined where there is no such file. */
  text(name: string): string | undefined
  xml(name: string): HtmlDocument | undefined
}

/**
 * @param wanted which of its files are unpacked
 * @throws SourceError `damaged`, or `too_complex` where the files wanted unpack to more than is read
 */
export function openArchive(
  { location, bytes }: RawDocument,
  format: string,
  wanted: (name: string) => boolean,
): Archive {
  const names: string[] = []
  let unpackedBytes = 0
  const files = unpacked(() =>
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        names.push(name)
        if (!wanted(name)) return false
        unpackedBytes += originalSize
        if (unpackedBytes > mostUnpackedBytes)
          throw new SourceError({ reason: 'too_complex', values: {} }, location)
        return true
      },
    }),
  )
  const text = (name: string) => {
    const file = files[name]
    return file && new TextDecoder().decode(file)
  }
  const xml = (name: string) => {
    const written = text(name)
    return written === undefined
      ? undefined
      : (new DOMParser().parseFromString(written, 'text/xml') as unknown as HtmlDocument)
  }
  return { names, text, xml }

  function unpacked(unzip: () => Readonly<Record<string, Uint8Array>>) {
    try {
      return unzip()
    } catch (cause) {
      if (cause instanceof SourceError) throw cause
      throw new SourceError({ reason: 'damaged', values: { format } }, location, { cause })
    }
  }
}
