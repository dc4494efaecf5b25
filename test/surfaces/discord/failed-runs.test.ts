import { expect, it, onTestFinished } from 'vitest'
import { serve } from '../../sources/loopback-server.ts'
import { located } from '../../support/sources/located.ts'
import { channel, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'

/** A site whose page is not there yet. */
async function siteWithoutPage() {
  const page: { html: string | undefined } = { html: undefined }
  const server = await serve((_request, response) =>
    page.html === undefined
      ? response.writeHead(404, { 'content-type': 'text/html' }).end('nothing')
      : response.writeHead(200, { 'content-type': 'text/html' }).end(page.html),
  )
  onTestFinished(() => server[Symbol.asyncDispose]())
  const discord = await localDiscord()
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: server.host })
  return { discord, running, page, url: `${server.origin}/late` }
}

const latePage =
  '<html lang="en"><head><title>Late news</title></head><body><article><h1>Late news</h1><p>The ferry to Lindale was two hours late on Monday.</p></article></body></html>'

it('says in the member’s language why a link cannot be read, and reads it when it is tried again', async () => {
  const { discord, running, page, url } = await siteWithoutPage()
  const asked = discord.command('autointel', { url, depth: 'quick' }, { user: member.id, locale: 'ru' })
  const failed = structuredClone(await asked.waitFor(shows('Такой страницы на сайте нет.')))
  expect(textOf(failed)).toContain(url.replace('http://', ''))
  expect(textOf(failed)).not.toMatch(/\b404\b|not_found|Error/)
  expect(actionsOf(failed)).toEqual(['retry'])

  page.html = latePage
  discord.button(failed, buttonOf(failed, 'retry'), { user: member.id })
  const brief = await discord.waitForMessage(channel, shows('Late news'))
  expect(brief.id).toBe(failed.id)
  expect(await running.context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it.each([
  ['another member', other.id],
  ['a manager', manager.id],
])('does not let %s try again in the name of the member who asked', async (_, user) => {
  const { discord, url } = await siteWithoutPage()
  const asked = discord.command('autointel', { url, depth: 'quick' }, { user: member.id })
  const failed = await asked.waitFor(shows('The site has no such page.'))
  const pressed = discord.button(failed, buttonOf(failed, 'retry'), { user })
  await pressed.waitFor(shows('Only the member who asked may do that.'))
})

it('tells a member no word of what a provider has said, and the owners and the log all but the keys', async () => {
  const { discord, article, provider, running } = await paidBot({ default: { day: 5 } })
  provider.respondWith([
    { kind: 'error', status: 401, message: 'Incorrect API key provided: sk-proj-abc**xyz of org-4711abcd' },
  ])
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const failed = await asked.waitFor(shows('The model service is not available right now.'))
  expect(JSON.stringify(failed)).not.toMatch(/sk-proj|org-4711|APICall|\b401\b|OPENAI/)
  expect(actionsOf(failed)).toEqual(['retry'])
  const [workflow] = await running.context.autointel.workflows.recent({ limit: 1 })
  expect(workflow?.failure).toMatchObject({
    code: 'provider_key',
    task: 'analysis',
    detail: expect.stringContaining('HTTP 401'),
  })
  expect(workflow?.failure?.detail).not.toMatch(/sk-proj|org-4711/)

  const told = await discord.waitForDirectMessage(owner.id, shows('A model provider is failing'))
  expect(textOf(told)).toContain('The provider does not take the key')
  expect(textOf(told)).toContain('Incorrect API key provided')
  const lines = running.lines.filter(({ code }) => code === 'provider_key')
  expect(lines).toMatchObject([
    { workflow: workflow?.id, task: 'analysis', detail: workflow?.failure?.detail },
    {},
  ])
  expect(JSON.stringify([told, running.lines])).not.toMatch(/sk-proj|org-4711/)
})

it('offers the depth that a budget would admit, and reads the link at it in the same message', async () => {
  // The shortest useful answer costs $0.70: more than the $0.60 of the day, which quick's $0.50 would fit.
  const prices = { models: { 'openai:gpt-5-mini': { input_per_million: '0.1', output_per_million: '1000' } } }
  const { discord, article, running } = await paidBot({ default: { day: 0.6 } }, { prices })
  const asked = discord.command('autointel', { url: article.url, depth: 'standard' }, { user: member.id })
  const refused = structuredClone(await asked.waitFor(shows('This server’s budget for the day ($0.60)')))
  expect(actionsOf(refused)).toEqual(['retry', 'resets'])
  const { workflows } = running.context.autointel
  const [first] = await workflows.recent({ limit: 1 })

  discord.button(refused, buttonOf(refused, 'retry'), { user: member.id })
  const shallower = await discord.waitForMessage(channel, shows(`${first?.id}_quick`))
  expect(shallower.id).toBe(refused.id)
  expect(discord.messages(channel)).toHaveLength(1)
  expect(await workflows.find(`${first?.id}_quick`)).toMatchObject({
    depth: 'quick',
    location: located(article.url),
    user: member.id,
  })
  expect(discord.violations).toEqual([])
})
