import { SourceError, type SourceProblem } from '../source-error.ts'
import { type Finding, type SiteContext, type SiteReader, site } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'
import { ytDlpSteps } from './yt-dlp-steps.ts'

/** What an address of a site of recordings leads to. */
export type RecordingItem =
  | { readonly kind: 'recording'; readonly page: string }
  | { readonly kind: 'refused'; readonly problem: SourceProblem }

/** A channel, a profile, a list. */
export const listOfRecordings: RecordingItem = {
  kind: 'refused',
  problem: { reason: 'choose_one', values: {} },
}

export const liveRecording: RecordingItem = { kind: 'refused', problem: { reason: 'not_over', values: {} } }

export function recordingAt(page: string): RecordingItem {
  return { kind: 'recording', page }
}

/**
 * A site of sound or film. What its pages say of a recording is read where the recording itself is not, marked.
 *
 * @param options.about asks the site what it tells everybody of a recording
 */
export function recordingSite(options: {
  readonly name: string
  readonly type: 'audio' | 'video'
  readonly match: (url: URL) => RecordingItem | undefined
  readonly about: (page: string, context: SiteContext) => Promise<Finding>
  /** Why there is no more than a description: what is not heard, unless it is said that the site does not tell. */
  readonly withheldBy?: 'sound' | 'site'
}): SiteReader {
  const { name, type, match, about, withheldBy = 'sound' } = options
  return site<RecordingItem>({
    name,
    match,
    otherwise: { reason: 'no_captions', values: {} },
    steps: [
      { name: 'page', read: async (item, context) => ({ type, ...(await about(pageOf(item), context)) }) },
      ...ytDlpSteps(pageOf),
      { name: 'description', read: async (_item, { known }) => readDescription(known, withheldBy) },
    ],
  })
}

function pageOf(item: RecordingItem): string {
  if (item.kind === 'refused') throw new SiteRefusal(item.problem)
  return item.page
}

/** Shorter ones say no more than the title. */
const fewestCharacters = 40

function readDescription({ description = '' }: Finding, by: 'sound' | 'site'): Finding {
  return description.length >= fewestCharacters
    ? { text: description, withheld: { by, shown: 'description' } }
    : {}
}

/** Where a short link leads to in the end; itself, where what is there does not open. */
export async function resolveLink(address: string, { answer, signal }: SiteContext): Promise<string> {
  try {
    const url = new URL((await answer(address)).url)
    url.search = ''
    return url.href
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof SourceError) return address
    throw error
  }
}
