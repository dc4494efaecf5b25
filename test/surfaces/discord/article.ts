import { onTestFinished } from 'vitest'
import { serve } from '../../sources/loopback-server.ts'

const paragraphs = [
  'The harbour of Lindale was closed on Monday after a crane fell into the water. Nobody was hurt.',
  'The port authority said that repairs would take 12 days and cost 3 million dollars.',
  'Ships are being sent to Westmere in the meantime, which can take about half of the traffic.',
  'The union of dock workers had warned of the crane’s condition in March, in a letter that this paper has read.',
  'The mayor, Anna Holm, promised an investigation and said that its results would be published before the summer.',
]

export interface Article {
  readonly url: string
  /** For SOURCE_ALLOW_HOSTS. */
  readonly host: string
  readonly requests: readonly string[]
  /** Lets requests that wait be answered. */
  release(): void
}

/** An article on a web server of this machine; `isHeld` keeps readers waiting until it is released. */
export async function serveArticle({ isHeld = false } = {}): Promise<Article> {
  const released = Promise.withResolvers<void>()
  if (!isHeld) released.resolve()
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  const server = await serve(async (_request, response) => {
    await released.promise
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<html lang="en"><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>${body}</article></body></html>`,
      )
  })
  onTestFinished(async () => {
    released.resolve()
    await server[Symbol.asyncDispose]()
  })
  return {
    url: `${server.origin}/harbour`,
    host: server.host,
    requests: server.requests,
    release: () => released.resolve(),
  }
}
