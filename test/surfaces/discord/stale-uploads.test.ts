import { expect, it } from 'vitest'
import { dataFolder, localDiscord, member, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows } from './message-view.ts'

const dayMs = 86_400_000
const me = { user: member.id }
const upload = {
  name: 'ferry.txt',
  contentType: 'text/plain; charset=utf-8',
  bytes: Buffer.from('The ferry to Westmere runs twice a day since the harbour was closed on Monday.'),
}
const refreshing = { method: 'POST', path: '/attachments/refresh-urls' }

/** A file that was sent along more than a day ago, and could not be read then. */
async function failedYesterday() {
  const [discord, folder] = await Promise.all([localDiscord(), dataFolder()])
  const before = await runBot(discord, { DATA_DIR: folder })
  const asked = discord.command('autointel', { file: upload, depth: 'quick' }, me)
  const failed = await asked.waitFor((message) => actionsOf(message).includes('retry'))
  await before.bot.stop()
  discord.advance(dayMs + 60_000)
  const running = await runBot(
    discord,
    { DATA_DIR: folder, SOURCE_ALLOW_HOSTS: new URL(discord.apiUrl).host },
    { now: () => Date.now() + dayMs + 60_000 },
  )
  const refreshed = () => discord.requests.filter(({ path }) => path === refreshing.path)
  return { discord, running, failed, refreshed }
}

it('reads an upload again after its address is over, by one that Discord renews', async () => {
  const { discord, failed, refreshed } = await failedYesterday()
  const again = discord.button(failed, buttonOf(failed, 'retry'), me)
  await again.waitFor(shows('ferry to Westmere'))
  expect(refreshed()).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('says what is wrong when Discord renews no address', async () => {
  const { discord, running, failed } = await failedYesterday()
  discord.failNext({ ...refreshing, kind: 'refusal', status: 400, code: 50035 })
  const again = discord.button(failed, buttonOf(failed, 'retry'), me)
  await running.logged('the address of an upload could not be renewed')
  const told = await again.waitFor(shows('The site has no such page.'))
  expect(actionsOf(told)).toEqual(['retry'])
  expect(discord.violations).toEqual([])
})

it('asks for no other address while an upload’s is good', async () => {
  const discord = await localDiscord()
  await runBot(discord, { SOURCE_ALLOW_HOSTS: new URL(discord.apiUrl).host })
  const asked = discord.command('autointel', { file: upload, depth: 'quick' }, me)
  await asked.waitFor(shows('ferry to Westmere'))
  expect(discord.requests.filter(({ path }) => path === refreshing.path)).toEqual([])
})
