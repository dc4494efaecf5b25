import { expect, it } from 'vitest'
import {
  decodeReplyAddress,
  encodeReplyAddress,
  type ReplyAddress,
} from '../../../src/surfaces/discord/reply-address.ts'

const address: ReplyAddress = {
  applicationId: '1',
  interactionToken: 'token',
  messageId: '2',
  channelId: '3',
  locale: 'ru',
  guildLocale: null,
  userId: '4',
  startedAtMs: 1_763_800_000_000,
  showCost: true,
  isPrivate: false,
}

it.each([address, { ...address, guildLocale: 'en-GB', showCost: false, isPrivate: true }])(
  'comes back from the store as it was',
  (stored) => {
    expect(decodeReplyAddress(JSON.parse(JSON.stringify(encodeReplyAddress(stored))))).toEqual(stored)
  },
)

it.each([undefined, {}, { channelId: '3' }, { ...encodeReplyAddress(address), interactionToken: '' }])(
  'is none for workflows of other surfaces',
  (stored) => {
    expect(decodeReplyAddress(stored)).toBeUndefined()
  },
)
