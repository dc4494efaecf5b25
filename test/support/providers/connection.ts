import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Aborts when the connection closes before the reply has been ended. */
export function clientGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  if (response.destroyed) gone.abort()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

/** Resolves when the client is gone. */
export function untilGone(gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve()
  return new Promise((resolve) => gone.addEventListener('abort', () => resolve(), { once: true }))
}

/** Waits, but no longer than the client is there. */
export async function pause(delayMs: number, gone: AbortSignal): Promise<void> {
  if (delayMs <= 0) return
  await sleep(delayMs, undefined, { signal: gone }).catch(() => undefined)
}

/** Resolves when the bytes have been handed to the system, or cannot be any more. */
export function written(response: ServerResponse, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    if (response.closed) return resolve()
    // What is written to a connection that has just been cut is not always told.
    const done = () => {
      response.off('close', done)
      resolve()
    }
    response.once('close', done)
    response.write(bytes, done)
  })
}
