import type { FeedFile } from '../../extract/feeds/feed.ts'
import type { ReadFeed, ReadItem } from '../../extract/feeds/feed-job.ts'
import type { Source } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { asJson } from '../answer.ts'
import { type Chapter, withChapters } from '../chapters.ts'
import type { Finding, SiteContext, SiteMatch } from '../site.ts'

/** Shorter notes say no more than the title. */
const fewestCharactersOfNotes = 80

/** The ways to what is said in an episode: its transcript, its sound, and at last what its feed says of it. */
export function episodeSteps(feed: ReadFeed, episode: ReadItem): SiteMatch['steps'] {
  return [
    { name: 'transcript', read: (context) => readTranscript(feed, episode, context) },
    { name: 'sound', read: (context) => readSound(episode, context) },
    { name: 'notes', read: async ({ location }) => readNotes(episode, location) },
  ]
}

function factsOf(feed: ReadFeed, { title, author, publishedAt, url, recording }: ReadItem): Finding {
  return dropUndefined({
    title,
    author: author ?? feed.author,
    publishedAt,
    url,
    siteName: feed.title,
    language: feed.language,
    durationSeconds: recording?.durationSeconds,
  })
}

/** Those with times before those without, and none that a page wraps before one that is a file. */
const preferredTypes = [
  'text/vtt',
  'application/x-subrip',
  'application/srt',
  'application/json',
  'text/plain',
]
/** Where these do not open, neither do the others. */
const mostTried = 3

async function readTranscript(feed: ReadFeed, episode: ReadItem, context: SiteContext): Promise<Finding> {
  const facts = factsOf(feed, episode)
  const rank = ({ mediaType = '' }) => preferredTypes.indexOf(mediaType) + 1 || preferredTypes.length + 1
  const transcripts = episode.transcripts.toSorted((one, other) => rank(one) - rank(other))
  let failure: SourceError | undefined
  for (const transcript of transcripts.slice(0, mostTried)) {
    try {
      const { text, segments, language, withheld } = await readFile(transcript, context)
      if (withheld !== undefined) continue
      const chapters = segments && (await chaptersOf(episode, context))
      return {
        ...facts,
        type: 'captions',
        text,
        ...(segments && { segments }),
        ...(segments && chapters && withChapters(segments, chapters)),
        ...dropUndefined({ language: language ?? facts.language }),
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      failure = error
    }
  }
  if (failure !== undefined) throw failure
  return facts
}

/** Types under which servers send captions that they do not know. */
const vagueTypes: readonly string[] = ['text/plain', 'application/octet-stream', 'binary/octet-stream']

/** What the feed says of a file counts where its server does not know. */
async function readFile({ url, mediaType }: FeedFile, context: SiteContext): Promise<Source> {
  const { location: _, ...document } = await context.fetchDocument(url)
  const isVague = document.mediaType === undefined || vagueTypes.includes(document.mediaType)
  return context.readBytes({ ...document, ...(isVague && mediaType !== undefined && { mediaType }) })
}

/** An episode can do without. */
async function chaptersOf(
  { chaptersUrl }: ReadItem,
  { answer, told }: SiteContext,
): Promise<readonly Chapter[]> {
  if (chaptersUrl === undefined) return []
  try {
    return await told(await answer(chaptersUrl, asJson), 'chapters')
  } catch (error) {
    if (error instanceof SourceError) return []
    throw error
  }
}

async function readSound({ recording }: ReadItem, context: SiteContext): Promise<Finding> {
  const { location, hasTranscription } = context
  if (recording === undefined) throw new SourceError({ reason: 'no_captions', values: {} }, location)
  if (!hasTranscription)
    throw new SourceError({ reason: 'no_transcription_model', values: { format: 'audio' } }, location)
  const { type, media } = await context.read(recording.url)
  if (media === undefined)
    throw new SourceError({ reason: 'no_recording', values: { format: 'audio' } }, location)
  return { type, media }
}

function readNotes({ text, recording }: ReadItem, location: string): Finding {
  if (text.length >= fewestCharactersOfNotes)
    return { type: 'audio', text, withheld: { by: 'sound', shown: 'description' } }
  const problem = recording
    ? ({ reason: 'no_transcription_model', values: { format: 'audio' } } as const)
    : ({ reason: 'empty', values: {} } as const)
  throw new SourceError(problem, location)
}
