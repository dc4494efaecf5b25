import type { Workers } from '../../workers/workers.ts'
import { readingJobIn, replyBy } from '../extract/extraction-reply.ts'
import type { RawDocument } from '../extract/extractor.ts'
import { type PictureReading, readDocument } from '../extract/read-document.ts'
import type { GuardedClient } from '../fetch/guarded-fetch.ts'
import type { DocumentFetches } from '../fetch-documents.ts'
import type { Asker, PostedMessages } from '../posted-messages.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { SourceError } from '../source-error.ts'
import type { YtDlp } from '../yt-dlp/yt-dlp.ts'
import type { ReadBy } from './answer-readers.ts'
import type { SiteContext } from './site.ts'

const answerJob = new URL('./answer-job.ts', import.meta.url)

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
  readonly fetchDocument: DocumentFetches['fetchDocument']
}): (reading: Reading) => SiteContext {
  const { client, limits, workers, hasTranscription, ytDlp, fetchDocument, messages, pictures } = options
  return ({ location, signal, asker, onFall }) => {
    const answer: SiteContext['answer'] = async (address, request, mostBytes) => {
      const { url, ...body } = await client.fetch(address, {
        location,
        signal,
        request,
        admit: () => ({
          wireBytes: mostBytes ?? limits.documentBytes,
          decodedBytes: mostBytes ?? limits.decodedBytes,
        }),
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
      answer,
      async told(answered, reader) {
        const job = readingJobIn<typeof import('./answer-job.ts')>(answerJob, limits)
        const reply = await replyBy(
          job,
          { answer: answered, reader, location },
          { location, workers, signal },
        )
        return reply.told as ReadBy<typeof reader>
      },
      readBytes: (document) => readBytes(document),
      read: async (address) => readBytes(await fetchDocument(address, { signal, location })),
      readText: async (address) =>
        readBytes(await fetchDocument(address, { signal, location }), { ...pictures, keepsPictures: false }),
      fetchDocument: (address) => fetchDocument(address, { signal, location }),
    }
  }
}
