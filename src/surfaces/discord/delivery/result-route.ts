import type { Logger } from 'pino'
import type { Autointel } from '../../../app/open-autointel.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import { hasEnded } from '../../../orchestrator/stored-result.ts'
import type { Workflow, WorkflowStatus } from '../../../orchestrator/workflow.ts'
import type { Channel, Leg, Route } from '../../../outbox/channel.ts'
import type { DisplayNameOf } from '../../../outbox/gather-details.ts'
import { maybeSentSinceMs, type Parcel } from '../../../outbox/parcel.ts'
import type { OutgoingMessage } from '../message.ts'
import { errorMessage } from '../render/error-message.ts'
import {
  decodeReplyAddress,
  encodeReplyAddress,
  isOpenToBot,
  type ReplyAddress,
  type ShownAt,
} from '../reply-address.ts'
import type { TextsFor } from '../texts-for.ts'
import { errorIdOf, type PresentResultOptions, presentResult } from '../workflows/present-result.ts'
import type { MessageSender } from './message-sender.ts'
import {
  answerChannel,
  closingChannel,
  directChannel,
  editChannel,
  inPlaceChannel,
  type ResultDelivery,
} from './result-channels.ts'
import { watchLeg } from './watch-leg.ts'

export interface ResultRouteOptions extends PresentResultOptions {
  readonly autointel: Autointel
  readonly sender: MessageSender
  readonly textsFor: TextsFor
  readonly displayNameOf: DisplayNameOf
  readonly log: Logger
  readonly now: () => number
}

/** Nobody on Discord waits for it. */
const nobody: Route = [{ ways: [] }]

/** To the member who asked: in the message that showed the run; as a new one in its channel; by direct message. */
export async function resultRoute(
  parcel: Parcel & { readonly kind: 'result' },
  options: ResultRouteOptions,
): Promise<Route> {
  const { workflow: id, nonce } = parcel
  const { autointel, sender, textsFor, displayNameOf, now } = options
  const workflow = await autointel.workflows.find(id)
  const address = decodeReplyAddress(workflow?.replyTo)
  if (!workflow || !address || !hasEnded(workflow)) return nobody
  const texts = textsFor(address)
  const delivery: ResultDelivery = {
    address,
    nonce,
    maybeSentSinceMs: maybeSentSinceMs(parcel),
    texts,
    sender,
    now,
    message: await messageOf(workflow, address, options),
    plain: errorMessage(errorIdOf(workflow), texts),
    serverName: await serverNameOf(workflow, displayNameOf),
  }
  const route = legOf(workflow.state, delivery)
  const isForgotten = async () => (await autointel.workflows.find(id)) === undefined
  let stored = workflow.replyTo
  const remember = async (shownAt: ShownAt) => {
    const replyTo = encodeReplyAddress({ ...address, shownAt })
    await autointel.workflows.setReplyTo(id, replyTo, stored)
    stored = replyTo
  }
  const guarded = (channel: Channel) => remembered(remember, unless(isForgotten, channel))
  return [{ ...route, ways: route.ways.map((way) => way.map(guarded)) }]
}

function legOf(state: WorkflowStatus, delivery: ResultDelivery): Leg {
  if (delivery.address.isWatched) return watchLeg(delivery, state)
  return state === 'cancelled' ? quietLeg(delivery) : leg(delivery)
}

/** Whoever has something forgotten while it is on its way is not brought it by the ways that are left. */
function unless(isForgotten: () => Promise<boolean>, channel: Channel): Channel {
  return {
    name: channel.name,
    send: async (earlier) =>
      (await isForgotten()) ? { kind: 'withdrawn', error: undefined } : channel.send(earlier),
  }
}

/** Where the result has gone that the progress message does not show, for links that lead to it. */
function remembered(remember: (shownAt: ShownAt) => Promise<void>, channel: Channel): Channel {
  return {
    name: channel.name,
    send: async (earlier) => {
      const result = await channel.send(earlier)
      const isGone = result.kind === 'unreachable' || result.kind === 'withdrawn'
      if (result.kind === 'sent' && result.message)
        await remember({ place: channel.name === 'direct' ? 'direct' : 'channel', ...result.message })
      else if (channel.name === 'edit' && isGone) await remember({ place: 'nowhere' })
      return result
    },
  }
}

function leg(delivery: ResultDelivery): Leg {
  return {
    ways: [
      [editChannel(delivery)],
      ...(isOpenToBot(delivery.address) ? [[answerChannel(delivery)]] : []),
      [directChannel(delivery)],
    ],
    afterwards: (channel) => (channel === 'edit' ? undefined : closingChannel(delivery, channel)),
  }
}

async function serverNameOf({ tenant }: Workflow, displayNameOf: DisplayNameOf): Promise<string | undefined> {
  const subject = bookedSubject(tenant)
  return 'server' in subject ? displayNameOf(subject) : undefined
}

/** Whoever cancelled knows it: no new message tells of it. */
function quietLeg(delivery: ResultDelivery): Leg {
  const inPlace = isOpenToBot(delivery.address) ? [[inPlaceChannel(delivery)]] : []
  return { ways: [[editChannel(delivery)], ...inPlace] }
}

/** What cannot be put into words is told as an error, whose id the log has. */
async function messageOf(
  workflow: Workflow,
  address: ReplyAddress,
  options: ResultRouteOptions,
): Promise<OutgoingMessage> {
  try {
    return await presentResult(workflow, address, options)
  } catch (error) {
    const errorId = errorIdOf(workflow)
    options.log.error({ err: error, errorId, workflow: workflow.id }, 'a result could not be shown')
    return errorMessage(errorId, options.textsFor(address))
  }
}
