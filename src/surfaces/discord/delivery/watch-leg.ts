import type { WorkflowStatus } from '../../../orchestrator/workflow.ts'
import type { Leg } from '../../../outbox/channel.ts'
import type { ResultDelivery } from './result-channels.ts'

/** With what the bot reacts to a message whose link it has not read, instead of words. */
const reactions = { refused: '💸', failed: '⚠️' } as const

/** To the readers of a watched channel: the brief as an answer to the message; of what came to nothing a reaction alone. */
export function watchLeg(
  { address, message, nonce, maybeSentSinceMs, sender }: ResultDelivery,
  state: WorkflowStatus,
): Leg {
  switch (state) {
    case 'completed':
    case 'partial': {
      const options = { nonce, maybeSentSinceMs, answerTo: address.messageId }
      return {
        ways: [[{ name: 'answer', send: () => sender.toChannel(address.channelId, message, options) }]],
      }
    }
    case 'refused':
    case 'failed':
      return { ways: [[{ name: 'reaction', send: () => sender.react(address, reactions[state]) }]] }
    case 'cancelled':
      return { ways: [] }
    default:
      return state satisfies never
  }
}
