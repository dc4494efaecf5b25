import type { Logger } from 'pino'
import type { AlertEvent } from '../../../outbox/alert-event.ts'
import type { SendResult } from '../../../outbox/channel.ts'
import type { ClaimedAlert } from '../../../outbox/outbox-store.ts'
import { type AttemptOptions, attemptDelivery, retryAtMs } from './delivery-attempt.ts'
import { webhookChannel } from './parcel.ts'

export interface WebhookDeliveryOptions extends AttemptOptions {
  readonly post: (event: AlertEvent) => Promise<SendResult>
  readonly log: Logger
}

/** An endpoint that has been down for so long after the crossing is not told of it any more. */
const giveUpAfterMs = 3 * 86_400_000

/**
 * Posts one alert to the webhook, unless it has it already.
 *
 * @returns when to try again, epoch milliseconds; undefined when it has it, refused it or was down for too long.
 */
export async function deliverToWebhook(
  alert: ClaimedAlert,
  event: AlertEvent,
  { post, log, ...options }: WebhookDeliveryOptions,
): Promise<number | undefined> {
  const isLate = options.now() - alert.createdAtMs > giveUpAfterMs
  const delivery = await attemptDelivery(
    {
      outbox: 'alert',
      ids: [alert.id],
      channel: webhookChannel,
      earlier: alert.deliveries.find(({ channel }) => channel === webhookChannel),
      send: async () => {
        const result = await post(event)
        return result.kind === 'failed' && isLate ? { ...result, kind: 'unreachable' } : result
      },
      onResult: (result, { attempts }) => {
        if (result.kind === 'sent') return
        const fields = { event, attempts, err: result.error }
        if (result.kind === 'failed') log.warn(fields, 'The alert webhook failed and will be tried again')
        else log.warn(fields, 'The alert webhook does not take this event; it is not tried again')
      },
    },
    options,
  )
  return retryAtMs([delivery])
}
