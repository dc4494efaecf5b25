import type { Interaction } from 'discord.js'
import pino from 'pino'
import { expect, it } from 'vitest'
import { usDollar } from '../../../src/money/display-currency.ts'
import { createInteractionRouter } from '../../../src/surfaces/discord/interaction-router.ts'
import { createTextsFor } from '../../../src/surfaces/discord/texts-for.ts'

/** A router of a bot that stops, so that it answers every interaction with one message, and the ids that it has answered. */
function openRouter() {
  const answered: string[] = []
  const route = createInteractionRouter({
    commands: new Map(),
    components: [],
    context: new Promise(() => undefined),
    textsFor: createTextsFor(usDollar),
    isStopping: () => true,
    log: pino({ level: 'silent' }),
    newErrorId: () => 'err_1',
  })
  const come = (id: string) => {
    const interaction = {
      id,
      locale: 'en-US',
      guildLocale: null,
      isAutocomplete: () => false,
      reply: async () => void answered.push(id),
    }
    return route(interaction as unknown as Interaction)
  }
  return { answered, come }
}

it('takes an interaction that the gateway repeats after a reconnect once', async () => {
  const { answered, come } = openRouter()
  for (const id of ['1', '2', '1', '3', '2', '1']) await come(id)
  expect(answered).toEqual(['1', '2', '3'])
})

it('remembers thousands of them, and not all for ever', async () => {
  const { answered, come } = openRouter()
  for (let id = 1; id <= 5_000; id += 1) await come(String(id))
  await come('1')
  expect(answered).toHaveLength(5_000)
  await come('5001')
  await come('1')
  expect(answered.slice(5_000)).toEqual(['5001', '1'])
})
