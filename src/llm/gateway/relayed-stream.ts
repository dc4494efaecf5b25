import type { OpenCall } from '../meter.ts'
import { writtenText } from './written-text.ts'

/** Of a stream so much is kept for an estimate of what was written, should it be cut, in UTF-16 units. */
const mostKept = 2_000_000

/**
 * Passes the bytes of a stream on as they come, and books it when it ends, is cut or is given up by its reader. A reader that stops
 * without a word ends it by the call's timeout.
 *
 * @param hidesUsage the event that tells the usage alone is left out
 */
export function relayedStream(
  call: OpenCall,
  signal: AbortSignal,
  {
    hidesUsage,
    onBookingFailure,
  }: { readonly hidesUsage: boolean; readonly onBookingFailure: (error: unknown) => void },
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const events = hidesUsage ? new EventsWithoutUsage() : undefined
  let kept = ''
  let isBooked = false
  const book = (isCut: boolean) => {
    if (isBooked) return
    isBooked = true
    signal.removeEventListener('abort', onAbort)
    call.settle({ usage: {}, outputText: writtenText(kept, true), isCut }).catch(onBookingFailure)
  }
  // Not left to `cancel`: that waits for a reader who may never come.
  const onAbort = () => book(true)
  signal.addEventListener('abort', onAbort, { once: true })
  return new TransformStream({
    transform: (chunk, controller) => {
      const text = decoder.decode(chunk, { stream: true })
      if (kept.length < mostKept) kept += text
      if (!events) controller.enqueue(chunk)
      else for (const event of events.take(text)) controller.enqueue(event)
    },
    flush: (controller) => {
      book(false)
      const rest = events?.rest()
      if (rest) controller.enqueue(rest)
    },
    cancel: () => book(true),
  })
}

/** Takes the text of a stream, and gives its events without the one that has no part of an answer but the usage. */
class EventsWithoutUsage {
  readonly #encoder = new TextEncoder()
  #pending = ''

  take(text: string): readonly Uint8Array[] {
    const parts = (this.#pending + text).split(/(?<=\r\n\r\n|\n\n|\r\r)/)
    const last = parts.at(-1) ?? ''
    this.#pending = endsEvent(last) ? '' : (parts.pop() ?? '')
    const passed = parts.filter((event) => !tellsUsageAlone(event)).join('')
    return passed === '' ? [] : [this.#encoder.encode(passed)]
  }

  rest(): Uint8Array | undefined {
    return this.#pending === '' || tellsUsageAlone(this.#pending)
      ? undefined
      : this.#encoder.encode(this.#pending)
  }
}

function endsEvent(text: string): boolean {
  return /(?:\r\n\r\n|\n\n|\r\r)$/.test(text)
}

function tellsUsageAlone(event: string): boolean {
  return /"choices"\s*:\s*\[\s*\]/.test(event) && /"usage"\s*:\s*\{/.test(event)
}
