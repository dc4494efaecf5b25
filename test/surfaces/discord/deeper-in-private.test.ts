import { expect, it } from 'vitest'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { serveArticle } from './article.ts'
import { channel, localDiscord, manager, member, runBot } from './local-bot.ts'
import { buttonOf, isForOneAlone, shows } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const me = { user: member.id }
const isDone = shows('standard · wf_')

/** A brief that all see, which its member has gone deeper from in private. */
async function deeperInPrivate() {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const { workflows, forgetting, config } = context.autointel
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, me)
  await asked.waitFor(shows('quick · wf_'))
  const list = await discord.command('runs', {}, me).waitFor(shows('Harbour closed'))
  const [base] = await workflows.recent({ limit: 1 })
  const open = discord.select(list, 'open-run', [base?.id ?? ''], me)
  const opened = structuredClone(await open.waitFor(shows('quick · wf_')))
  const goDeeper = () => discord.select(open, buttonOf(opened, 'deeper'), ['standard'], me)
  await goDeeper().waitForFollowUp(isDone)
  const [deeper] = await workflows.recent({ limit: 1 })
  const asBefore = (id: string) =>
    openAsOtherProgram(config.databaseFile)
      .prepare("update workflows set visibility = 'member', state = 'cancelled' where id = ?")
      .run(id)
  const customId = `deeper|${base?.id}|standard`
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: customId }] }
  let copies = 0
  const copy = async () => {
    const content = `copy ${++copies}`
    await rawRequest(discord, 'POST', `/channels/${channel}/messages`, { content, components: [row] })
    return discord.waitForMessage(channel, (message) => message.content === content)
  }
  const press = async (user: string) =>
    discord.button(await copy(), customId, { user }).waitForFollowUp(isDone)
  return { discord, base, deeper, goDeeper, press, asBefore, workflows, forgetting }
}

it('stands in nobody’s way, and is shown again to its member alone', async () => {
  const { discord, base, deeper, goDeeper, press, workflows } = await deeperInPrivate()
  const again = await goDeeper().waitForFollowUp(isDone)
  expect(isForOneAlone(again)).toBe(true)
  expect(await workflows.recent({ limit: 9 })).toHaveLength(2)
  await press(manager.id)
  const runs = await workflows.recent({ limit: 9 })
  expect(runs.map(({ user, visibility }) => [user, visibility])).toEqual([
    [manager.id, 'server'],
    [member.id, 'member'],
    [member.id, 'server'],
  ])
  expect(runs.map(({ id }) => id)).toEqual([`${base?.id}_standard`, deeper?.id, base?.id])
  expect(discord.violations).toEqual([])
})

it.each([
  [manager.id, false],
  [member.id, true],
])('is never gone on with in front of others, as earlier versions began it: %s', async (user, isAlone) => {
  const { discord, base, press, asBefore, workflows } = await deeperInPrivate()
  const id = `${base?.id}_standard`
  await press(member.id)
  asBefore(id)
  const messages = discord.messages(channel).length
  expect(isForOneAlone(await press(user))).toBe(isAlone)
  expect(await workflows.find(id)).toMatchObject({ state: isAlone ? 'completed' : 'cancelled' })
  expect(discord.messages(channel)).toHaveLength(messages + (isAlone ? 1 : 2))
  expect(discord.violations).toEqual([])
})

it('is read anew once what was read so deep is forgotten', async () => {
  const { discord, base, press, workflows, forgetting } = await deeperInPrivate()
  await press(member.id)
  await forgetting.forget({ kind: 'run', workflow: `${base?.id}_standard` })
  expect(isForOneAlone(await press(manager.id))).toBe(false)
  const [newest] = await workflows.recent({ limit: 1 })
  expect(newest).toMatchObject({
    user: manager.id,
    visibility: 'server',
    depth: 'standard',
    basedOn: base?.id,
  })
  expect(discord.violations).toEqual([])
})
