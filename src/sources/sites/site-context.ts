import type { Workers } from '../../workers/workers.ts'
import type { RawDocument } from '../extract/extractor.ts'
import { type PictureReading, readDocument } from '../extract/read-document.ts'
import type { FetchRequest, GuardedClient } from '../fetch/guarded-fetch.ts'
import type { Asker, PostedMessages } from '../posted-messages.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SourceError } from '../source-error.ts'
import { decodeText } from '../text/decode-text.ts'
import type { YtDlp } from '../yt-dlp/yt-dlp.ts'
import type { SiteContext } from './site.ts'

/** Answers are parsed where they arrive: so much takes some 20 ms. */
const answerBytes = 4 * 1024 ** 2

interface Reading {
  readonly location: string
  readonly onFall?: ((fall: SourceError) => void) | undefined
  readonly signal?: AbortSignal | undefined
  readonly asker?: Asker | undefined
}

/** What makes the context of each step. */
export function createSiteContexts(options: {
  readonly client: GuardedClient
  readonly limits: ReadLimits
  readonly workers: Workers
  readonly hasTranscription: boolean
  readonly pictures: PictureReading
  readonly ytDlp: YtDlp | undefined
  readonly messages?: PostedMessages | undefined
  readonly fetchDocument: (address: string, signal?: AbortSignal, location?: string) => Promise<RawDocument>
}): (reading: Reading) => SiteContext {
  const { client, limits, workers, hasTranscription, ytDlp, fetchDocument, messages, pictures } = options
  return ({ location, signal, asker, onFall }) => {
    async function text(address: string, request?: FetchRequest): Promise<string> {
      const { bytes, charset } = await client.fetch(address, {
        location,
        signal,
        request,
        admit: () => ({ wireBytes: answerBytes, decodedBytes: answerBytes }),
      })
      return decodeText(bytes, charset)
    }
    const answer: SiteContext['answer'] = async (address, request) => {
      const { url, ...body } = await client.fetch(address, {
        location,
        signal,
        request,
        admit: () => ({ wireBytes: limits.documentBytes, decodedBytes: limits.decodedBytes }),
      })
      return { ...body, url: url.href }
    }
    const readBytes = (document: Omit<RawDocument, 'location'>, own: PictureReading = pictures) =>
      readDocument({ ...document, location }, { limits, workers, signal, ...own })

    return {
      location,
      known: {},
      onFall,
      signal,
      limits,
      workers,
      hasTranscription,
      ytDlp,
      messages: messages &&
        asker && {
          read: (link) => messages.read(link, asker),
          signAgain: (attachment) => messages.signAgain(attachment, asker),
        },
      text,
      answer,
      readBytes: (document) => readBytes(document),
      read: async (address) => readBytes(await fetchDocument(address, signal, location)),
      readText: async (address) =>
        readBytes(await fetchDocument(address, signal, location), { ...pictures, keepsPictures: false }),
      fetchDocument: (address) => fetchDocument(address, signal, location),
      async json(address, form, request) {
        const headers = { accept: 'application/json', ...request?.headers }
        const parsed = form.safeParse(parseJson(await text(address, { ...request, headers })))
        if (parsed.success) return parsed.data
        const detail = `${new URL(address).host} answered in another form`
        throw new SourceError({ reason: 'unreadable', values: { format: 'JSON' } }, location, {
          detail,
          cause: parsed.error,
        })
      },
    }
  }
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
