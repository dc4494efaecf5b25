import { type ExtractionReply, replyWith } from '../extract/extraction-reply.ts'
import { SourceError } from '../source-error.ts'
import type { Answer } from './answer.ts'
import { writtenSites } from './written-sites.ts'

export interface SiteReadingTask {
  /** Its name. */
  readonly site: string
  /** The address that was given. */
  readonly url: string
  /** Which of the attempts at it. */
  readonly step: number
  readonly answers: readonly Answer[]
  readonly location: string
  readonly textCharacters: number
}

/** What a site has answered: see `Attempt.read`. */
export function work(task: SiteReadingTask): Promise<ExtractionReply> {
  const { site, step, answers, location, textCharacters } = task
  const url = new URL(task.url)
  const attempt = writtenSites.find(({ name }) => name === site)?.attempts(url)?.[step]
  const read = () => {
    const source = attempt?.read?.(answers, { location, url })
    if (!source) throw new SourceError({ reason: 'empty', values: {} }, location)
    return source
  }
  return replyWith(read, { location, textCharacters, format: () => 'HTML' })
}
