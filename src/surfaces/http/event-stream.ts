import type { Context } from 'hono'
import type { HttpEnvironment, HttpParts } from './http-context.ts'
import type { LiveEvent } from './live-events.ts'
import { readsUntil } from './security/guards.ts'

/** So many bytes may wait for a reader; who is slower is cut off, and comes back for the rest. */
const mostWaitingBytes = 256 * 1024

/**
 * Server-sent events, from where the reader left off: of an event that is not known any more it is told `reset`, and reads the state
 * anew.
 *
 * @param isFor which events the reader may see
 * @throws {ProblemError} for a reader who has too many streams open.
 */
export function eventStream(
  context: Context<HttpEnvironment>,
  isFor: (event: LiveEvent) => boolean,
  parts: HttpParts,
): Response {
  const { live, streams } = parts
  const caller = context.get('caller')
  const lastEventId = context.req.header('last-event-id')
  // Then the reader comes back to show anew who they are.
  const until = readsUntil(caller, parts)
  const ended = streams.begin(caller)
  const encoder = new TextEncoder()
  let leave = (): void => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => {
          if ((controller.desiredSize ?? 0) <= 0) return end()
          controller.enqueue(encoder.encode(text))
        }
        const end = () => {
          until?.removeEventListener('abort', end)
          leave()
          try {
            controller.close()
          } catch {
            // The reader has gone already.
          }
        }
        const tell = (event: LiveEvent) => {
          if (isFor(event)) write(textOf(event))
        }
        const unsubscribe = live.subscribe({ tell, end, ping: () => write(': ping\n\n') })
        leave = () => {
          unsubscribe()
          ended()
        }
        const missed = lastEventId === undefined ? [] : live.since(lastEventId)
        write(
          `retry: 2000\nid: ${missed ? (lastEventId ?? live.latestId) : live.latestId}\n${missed ? 'event: open' : 'event: reset'}\ndata: {}\n\n`,
        )
        for (const event of missed ?? []) tell(event)
        until?.addEventListener('abort', end, { once: true })
      },
      cancel: () => leave(),
    },
    { highWaterMark: mostWaitingBytes, size: (chunk) => chunk.byteLength },
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

function textOf({ id, type, data }: LiveEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`
}
