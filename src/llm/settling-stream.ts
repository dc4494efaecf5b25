import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import { usageOfModel } from './believable-usage.ts'
import type { OpenCall } from './meter.ts'

/**
 * Passes a stream on and books it when it ends, is cut, is given up by its reader or aborted, whichever comes first: with the
 * usage it told at its end, else with what had arrived. A reader that stops without a word ends it by the call's timeout.
 * A booking that fails is the error of the stream.
 */
export function settlingStream(
  call: OpenCall,
  signal: AbortSignal,
): TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart> {
  let outputText = ''
  let usage: LanguageModelV4Usage | undefined
  let booking: Promise<void> | undefined
  const book = async () => {
    signal.removeEventListener('abort', onAbort)
    await call.settle({ usage: usage ? usageOfModel(usage) : {}, outputText, isCut: usage === undefined })
  }
  const settle = () => {
    booking ??= book()
    return booking
  }
  // Not left to `cancel`: that waits for a reader who may never come. Its failure shows where the stream ends.
  const onAbort = () => void settle().catch(() => undefined)
  signal.addEventListener('abort', onAbort, { once: true })
  return new TransformStream({
    transform: (part, controller) => {
      if (part.type === 'text-delta' || part.type === 'reasoning-delta' || part.type === 'tool-input-delta')
        outputText += part.delta
      if (part.type === 'finish') usage = part.usage
      controller.enqueue(part)
    },
    flush: settle,
    cancel: settle,
  })
}
