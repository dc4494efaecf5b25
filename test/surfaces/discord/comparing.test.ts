import { expect, it, onTestFinished } from 'vitest'
import { serve } from '../../sources/loopback-server.ts'
import { pressableComponents } from '../../support/discord/interactions/components.ts'
import { localDiscord, member, runBot } from './local-bot.ts'
import { shows, textOf } from './message-view.ts'

const pages: Readonly<Record<string, string>> = {
  '/one':
    '<title>Bridge approved</title><p>The council approved the new bridge over the Elm on Tuesday. The bridge will cost 40 million euros. Work begins in March.</p>',
  '/two':
    '<title>A dear bridge</title><p>On Tuesday the council approved the new bridge over the Elm. The bridge will cost 52 million euros. The ferry will stop then.</p>',
}

async function comparingBot() {
  const server = await serve((request, response) => {
    const body = pages[request.url ?? '']
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html' }).end(body)
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const discord = await localDiscord()
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: server.host })
  const links = Object.keys(pages).map((path) => `${server.origin}${path}`)
  return { discord, server, links, workflows: context.autointel.workflows }
}

it('compares the links of one option, and shows where they contradict one another', async () => {
  const { discord, server, links, workflows } = await comparingBot()
  const asked = discord.command('autointel', { url: links.join(', ') }, { user: member.id })
  const brief = textOf(await asked.waitFor(shows('standard · wf_')))
  expect(brief).toContain('Where they contradict one another')
  expect(brief).toContain('40 million euros')
  expect(brief).toContain('Bridge approved')
  const [first, second] = links.map((link, index) => `([127.0.0.1 #${index + 1}](${link}))`)
  expect(brief).toContain(`40 million euros. ${first} ↔ The bridge will cost 52 million euros. ${second}`)
  expect(server.requests.toSorted()).toEqual(['/one', '/two'])
  const [run] = await workflows.recent({ limit: 2 })
  expect(run?.location.kind).toBe('several')
  expect(discord.violations).toEqual([])
})

it('refuses more than five links in a sentence', async () => {
  const { discord, server } = await comparingBot()
  const many = Array.from({ length: 6 }, (_, index) => `https://example.com/${index}`)
  const asked = discord.command('autointel', { url: many.join(' ') }, { user: member.id })
  await asked.waitFor(shows('more than the 5 sources'))
  expect(server.requests).toEqual([])
})

it('compares all links of a message that has several, where the member chooses so', async () => {
  const { discord, links } = await comparingBot()
  const posted = discord.post(`${links.join(' and ')} and ${links[0]}/gone`, { user: member.id })
  const asked = discord.messageCommand('Analyse with Autointel', posted, { user: member.id })
  const list = await asked.waitFor(shows('What shall I read?'))
  const compare = pressableComponents(list)[0]?.options?.at(-1)
  expect(compare?.label).toBe('Compare the links: 3')
  const chosen = discord.select(list, 'read', [compare?.value ?? ''], { user: member.id })
  const brief = textOf(await chosen.waitFor(shows('standard · wf_')))
  expect(brief).toContain('52 million euros')
  expect(brief.match(/The site has no such page\./g)).toHaveLength(1)
  expect(discord.violations).toEqual([])
})
