import { onTestFinished } from 'vitest'
import { createSourceReader } from '../../../src/sources/acquire-source.ts'
import type { Source } from '../../../src/sources/source.ts'
import type { SourceError } from '../../../src/sources/source-error.ts'
import { HandDrivenTimers } from '../time/hand-driven-timers.ts'
import { inPlace } from '../workers/in-place.ts'
import { type LocalAnswers, openLocalWeb } from './local-web.ts'
import { located } from './located.ts'

interface ReadFromWeb {
  /** What was read; undefined when it was refused. */
  readonly source: Source | undefined
  readonly error: SourceError | undefined
  /** What led nowhere before something did. */
  readonly falls: readonly string[]
  /** What was asked for, in order: `GET vimeo.com/…`. */
  readonly requests: readonly string[]
}

/** Reads a link where the web is what the test says. */
export async function readFromWeb(
  link: string,
  answers: LocalAnswers,
  options: Pick<Parameters<typeof createSourceReader>[0], 'hasTranscription' | 'ytDlp'> = {},
): Promise<ReadFromWeb> {
  const web = await openLocalWeb(answers)
  const reader = createSourceReader({
    workers: inPlace,
    timers: new HandDrivenTimers(),
    allowHosts: [],
    connector: web.connector,
    ...options,
  })
  onTestFinished(() => reader.close())
  const { requests } = web
  const falls: string[] = []
  return reader.read(located(link), { onFall: ({ detail = '' }) => falls.push(detail) }).then(
    (source) => ({ source, error: undefined, falls, requests }),
    (error: SourceError) => ({ source: undefined, error, falls, requests }),
  )
}
