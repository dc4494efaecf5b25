import {
  attachmentChannelIn,
  type MessageLink,
  messageLinkIn,
  type PostedMessage,
} from '../posted-messages.ts'
import type { Source } from '../source.ts'
import { SourceError, type SourceErrorReason } from '../source-error.ts'
import { discussionText, titleOfPost } from './contributions.ts'
import { decodedPart } from './decoded-part.ts'
import { type Finding, type SiteContext, site } from './site.ts'
import { SiteRefusal } from './site-refusal.ts'

/** A message of the server that it is asked on, for who may see it there. */
export const discordMessages = site<MessageLink>({
  name: 'Discord',
  match: messageLinkIn,
  steps: [
    {
      name: 'message',
      async read({ message, ...place }, context) {
        const { messages } = context
        if (!messages || !message) throw new SiteRefusal({ reason: 'message_elsewhere', values: {} })
        return findingOf(await messages.read({ ...place, message }), context)
      },
    },
  ],
})

async function findingOf(posted: PostedMessage, context: SiteContext): Promise<Finding> {
  const { author, postedAt: publishedAt, text, answered, files } = posted
  const known = { author, publishedAt, siteName: 'Discord', url: context.location } as const
  const [file] = files
  if (text === '' && file) {
    const { location: _, ...read }: Source = await context.read(file.url)
    return { title: file.name, ...read, ...known }
  }
  const title = titleOfPost(text)
  return {
    ...known,
    type: 'post',
    ...(title !== undefined && { title }),
    text: discussionText(text, answered ? [answered] : []),
  }
}

/** What is answered to an address whose signature is over, or that has none. */
const unsigned: ReadonlySet<SourceErrorReason> = new Set<SourceErrorReason>([
  'page_not_found',
  'refuses_programs',
  'http_status',
])

/** A file that was posted: by its address as it is, else by one that Discord signs anew. */
export const discordAttachments = site<{ readonly address: string; readonly channel: string }>({
  name: 'Discord',
  match(url) {
    const channel = attachmentChannelIn(url)
    return channel === undefined ? undefined : { address: url.href, channel }
  },
  steps: [
    {
      name: 'address',
      read: ({ address }, context) =>
        readFile(address, context).catch((error: unknown) => {
          if (!(error instanceof SourceError) || unsigned.has(error.reason)) throw error
          throw new SiteRefusal(error.problem, error.detail)
        }),
    },
    {
      name: 'address signed anew',
      async read(attachment, context) {
        const { messages } = context
        if (!messages) throw new SiteRefusal({ reason: 'attachment_expired', values: {} })
        return readFile(await messages.signAgain(attachment), context)
      },
    },
  ],
})

/** Under the address without its signature, which goes stale and is shown to nobody. */
async function readFile(address: string, context: SiteContext): Promise<Finding> {
  const { location: _, ...read } = await context.read(address)
  const url = new URL(address)
  url.search = ''
  return { title: decodedPart(url.pathname.split('/').at(-1) ?? ''), ...read, url: url.href }
}
