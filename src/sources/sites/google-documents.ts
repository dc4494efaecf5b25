import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { SiteRefusal } from './site-refusal.ts'
import { type Attempt, type Get, type WrittenSite, wrongWithFile } from './written-site.ts'

const siteName = 'Google Docs'
/** `/document/d/1abc…/edit`, also of one of several accounts; not what was published as a page: `/document/d/e/2PACX…/pub`. */
const document =
  /^(?:\/a\/[\w.-]+)?\/(document|spreadsheets|presentation)\/(?:u\/\d+\/)?d\/(?!e\/)([\w-]{20,})/
const driveHosts = /^(?:drive|docs)\.(?:usercontent\.)?google\.com$/
const file = /^\/(?:a\/[\w.-]+\/)?file\/(?:u\/\d+\/)?d\/([\w-]{20,})/

/** A document, table or presentation as everybody with its link may save it, and files of Google Drive. */
export const googleDocuments: WrittenSite = {
  name: siteName,
  attempts(url) {
    if (!driveHosts.test(url.hostname)) return undefined
    const [, kind, id] = document.exec(url.pathname) ?? []
    if (!kind || !id) return driveAttempts(url)
    const address = `https://docs.google.com/${kind}/d/${id}`
    switch (kind) {
      case 'document':
        return attemptsWith([
          ['markdown', `${address}/export?format=md`],
          ['docx', `${address}/export?format=docx`],
          ['text', `${address}/export?format=txt`],
          ['page', `${address}/mobilebasic`],
        ])
      case 'spreadsheets': {
        const sheet = sheetOf(url)
        return attemptsWith([
          ['xlsx', `${address}/export?format=xlsx`],
          ['csv', `${address}/export?format=csv${sheet && `&gid=${sheet}`}`],
          ['page', `${address}/htmlview`],
        ])
      }
      default:
        return attemptsWith([
          ['pptx', `${address}/export/pptx`],
          ['pdf', `${address}/export/pdf`],
          ['text', `${address}/export/txt`],
          ['page', `${address}/mobilepresent`],
        ])
    }
  },
}

function sheetOf({ hash, searchParams }: URL): string {
  return /\bgid=(\d+)/.exec(hash)?.[1] ?? searchParams.get('gid')?.replace(/\D/g, '') ?? ''
}

function driveAttempts(url: URL): readonly Attempt[] | undefined {
  const isOpened = /^\/(?:open|uc|download)$/.test(url.pathname)
  const id = file.exec(url.pathname)?.[1] ?? (isOpened ? url.searchParams.get('id') : null)
  if (!id || !/^[\w-]{20,}$/.test(id)) return undefined
  return attemptsWith([
    ['download', `https://drive.usercontent.google.com/download?id=${id}&export=download&confirm=t`],
    ['other download', `https://drive.google.com/uc?export=download&id=${id}`],
  ])
}

function attemptsWith(ways: readonly (readonly [by: string, address: string])[]): readonly Attempt[] {
  return ways.map(([by, address], index) => ({
    by,
    gather: async (get) => [await shared(get, address, { by, isLast: index === ways.length - 1 })],
    known: { siteName: address.includes('drive') ? 'Google Drive' : siteName },
    isNamedByFile: true,
    final: by === 'page' ? [] : wrongWithFile,
  }))
}

/**
 * Who may not read it is asked to sign in, or refused; so is everybody where its owner lets nobody save it, which does not keep them
 * from its page.
 */
async function shared(
  get: Get,
  address: string,
  { by, isLast }: { readonly by: string; readonly isLast: boolean },
): Promise<Answer> {
  const answer = await get(address).catch((error: unknown) => {
    throw isLast && isRefusal(error) ? notShared : error
  })
  if (new URL(answer.url).hostname === 'accounts.google.com') throw notShared
  if (answer.mediaType === 'text/html' && by !== 'page') {
    if (isLast) throw notShared
    throw new SourceError({ reason: 'refuses_programs', values: {} }, address)
  }
  return answer
}

const notShared = new SiteRefusal({ reason: 'not_shared', values: {} })

function isRefusal(error: unknown): boolean {
  return error instanceof SourceError && error.reason === 'refuses_programs'
}
