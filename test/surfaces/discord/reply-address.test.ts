import { expect, it } from 'vitest'
import {
  decodeReplyAddress,
  encodeReplyAddress,
  isTokenAlive,
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
  isBotThere: true,
}

it.each([address, { ...address, guildLocale: 'en-GB', showCost: false, isPrivate: true, isBotThere: false }])(
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

// Fourteen and a half minutes of the token's fifteen.
it.each([
  [0, true],
  [869_999, true],
  [870_000, false],
])('can be answered by the right of its interaction after %d ms: %s', (afterMs, isAlive) => {
  expect(isTokenAlive(address, address.startedAtMs + afterMs)).toBe(isAlive)
})
