import { type APIMessage, PermissionFlagsBits } from 'discord.js'
import { expect, it, onTestFinished } from 'vitest'
import { serve } from '../../sources/loopback-server.ts'
import type { ActionContext } from '../../support/discord/interactions/place.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { buttonOf, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const secret = {
  title: 'The hidden merger of Helios Energy',
  words: 'has signed the contract with Helios Energy',
  paragraphs: [
    'Helios Energy will buy the port of Hollowmere for 40 million dollars in March.',
    'Greta Olsen, who runs the port of Hollowmere, has signed the contract with Helios Energy.',
    'The workers of the port of Hollowmere were not told of the contract.',
  ],
}
const rumours = {
  title: 'Rumours at the port',
  paragraphs: [
    'Helios Energy will buy the port of Hollowmere for 40 million dollars, people in the town believe.',
    'Greta Olsen, who runs the port of Hollowmere, did not answer questions about Helios Energy.',
    'The workers of the port of Hollowmere expect to hear more within the week.',
  ],
}

const hidden = '130000000000000002'
const staff = { id: '110000000000000005', username: 'staff' }
const stranger = { id: '110000000000000006', username: 'stranger' }
const elsewhere = {
  id: '120000000000000002',
  name: 'Others',
  members: [{ user: stranger.id, permissions: PermissionFlagsBits.ManageGuild }],
  channels: [{ id: '130000000000000009', name: 'general' }],
}
const group = { id: '140000000000000001', members: [member.id, staff.id] }
const world = {
  users: [owner, member, other, manager, staff, stranger].map((user) => ({ ...user, hasInstalled: true })),
  guilds: [
    {
      ...guild,
      members: [...guild.members, { user: staff.id }],
      channels: [
        { id: channel, name: 'general' },
        { id: hidden, name: 'staff', isHidden: true },
      ],
    },
    elsewhere,
  ],
  groups: [group],
}

const inGeneral = { guild: guild.id, channel }
const inHidden = { guild: guild.id, channel: hidden }

/** How and where `member` had the secret read. */
const runs = {
  public: { options: {}, place: inGeneral },
  private: { options: { private: true }, place: inGeneral },
  'in a hidden channel': { options: {}, place: inHidden },
  'in direct messages': { options: {}, place: { isDirect: true } },
  'by user install': { options: {}, place: { group: group.id } },
} as const
type RunKind = keyof typeof runs

/** Who tries, and from where. `staff` sees what `member` sees: the hidden channel and the group. */
function everybody(kind: RunKind): Readonly<Record<string, ActionContext>> {
  const { place } = runs[kind]
  return {
    'who asked': { user: member.id, ...place },
    'a fellow reader': { user: staff.id, ...('isDirect' in place ? inGeneral : place) },
    'another member': { user: other.id, ...inGeneral },
    'a manager': { user: manager.id, ...inGeneral },
    'an owner': { user: owner.id, ...inGeneral },
    'another server': { user: stranger.id, guild: elsewhere.id, channel: '130000000000000009' },
  }
}

async function servePages() {
  const server = await serve((request, response) => {
    const { title, paragraphs } = request.url?.startsWith('/secret') ? secret : rumours
    response
      .writeHead(200, { 'content-type': 'text/markdown; charset=utf-8' })
      .end([`# ${title}`, ...paragraphs].join('\n\n'))
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

/** A bot that has read the secret for `member`. */
async function botWithSecret(kind: RunKind) {
  const [discord, pages] = await Promise.all([localDiscord(world), servePages()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: pages.host })
  const { options, place } = runs[kind]
  const address = `${pages.origin}/secret?token=x`
  const asked = discord.command(
    'autointel',
    { url: address, depth: 'deep', ...options },
    { user: member.id, ...place },
  )
  await asked.waitFor(shows(secret.title))
  const [run] = await context.autointel.workflows.recent({ limit: 1 })
  return { discord, pages, address, id: run?.id ?? '' }
}

type Bench = Awaited<ReturnType<typeof botWithSecret>>

const isSaid = (message: APIMessage) => textOf(message) !== '' || message.attachments.length > 0

/** All that a message shows, its files too. */
function everythingIn(discord: LocalDiscord, message: APIMessage): string {
  const files = message.attachments.map(({ url }) => Buffer.from(discord.attachmentBytes(url)).toString())
  return [JSON.stringify(message.components), textOf(message), ...files].join('\n')
}

/** What somebody is answered who presses buttons that they have made up, wherever they are. */
async function pressForged(
  { discord }: Bench,
  customIds: readonly string[],
  as: ActionContext,
): Promise<string[]> {
  // Where the bot is not, nobody can have it send a message; those who are there are elsewhere too.
  const who: ActionContext = as.group === undefined ? as : { user: as.user ?? '', ...inGeneral }
  const target = who.channel ?? discord.directMessages(who.user ?? '')[0]?.channel_id ?? ''
  const buttons = customIds.map((custom_id) => ({ type: 2, style: 1, label: 'Press', custom_id }))
  const content = `made up by ${who.user}`
  await rawRequest(discord, 'POST', `/channels/${target}/messages`, {
    content,
    components: [{ type: 1, components: buttons }],
  })
  const message = await discord.waitForMessage(target, (one) => one.content === content)
  return Promise.all(customIds.map((customId) => press(discord, message, customId, who)))
}

async function press(
  discord: LocalDiscord,
  message: APIMessage,
  customId: string,
  who: ActionContext,
): Promise<string> {
  const pressed = discord.button(message, customId, who)
  const answer = await discord.waitUntil(() =>
    [...pressed.followUps, pressed.response].find((one) => one && one.id !== message.id && isSaid(one)),
  )
  return everythingIn(discord, answer)
}

/** What somebody is answered to a command. */
async function command(
  { discord }: Bench,
  name: string,
  options: object,
  who: ActionContext,
  settled?: string,
) {
  const asked = discord.command(name, { ...options }, who)
  const isSettled = (message: APIMessage) =>
    settled === undefined ? isSaid(message) : shows(settled)(message)
  const answer = await asked.waitFor(isSettled)
  return { text: everythingIn(discord, answer), id: textOf(answer).match(/wf_\w+/)?.[0] ?? '' }
}

/** A run of somebody's own on a like topic, with its whole brief. */
async function likeTopic(bench: Bench, who: ActionContext, options: object): Promise<string> {
  const { pages, discord } = bench
  const url = `${pages.origin}/rumours?by=${who.user}`
  const asked = discord.command('autointel', { url, depth: 'deep', ...options }, who)
  const answer = await asked.waitFor(shows(rumours.title))
  return everythingIn(discord, answer) + (await press(discord, answer, buttonOf(answer, 'brief'), who))
}

interface Seen {
  readonly brief: boolean
  readonly quotes: boolean
  readonly title: boolean
  readonly address: boolean
  readonly cost: boolean
  /** In a brief on a like topic that they ask for there, and in one that they ask for alone. */
  readonly related: boolean
  readonly evidence: boolean
  readonly relatedAlone: boolean
  readonly evidenceAlone: boolean
  /** In an answer to a question about it. */
  readonly recall: boolean
  readonly lists: boolean
  readonly reports: boolean
  readonly control: boolean
  readonly forget: boolean
}

/** All ways in which somebody may come to see something of the secret, tried. */
async function seenBy(bench: Bench, who: ActionContext): Promise<Seen> {
  const { discord, address, id } = bench
  const actions = ['brief', 'details', 'cancel', 'forget']
  const answers = await pressForged(
    bench,
    actions.map((action) => `${action}|${id}`),
    who,
  )
  const [brief = '', cost = '', cancel = '', forget = ''] = answers
  const like = await likeTopic(bench, who, {})
  const alone = await likeTopic(bench, who, { private: true })
  const question = 'What did Greta Olsen sign with Helios Energy?'
  const recalled = await command(bench, 'recall', { question }, who, '💬')
  const list = await command(bench, 'runs', {}, who, 'Your runs')
  const typing = discord.autocomplete('forget brief', { brief: '' }, 'brief', who)
  await typing.firstResponse()
  const lists = list.text + JSON.stringify(typing.choices)
  const reports = await reportsFor(bench, who)
  const has = (text: string) => text.includes(secret.title)
  return {
    brief: brief.includes('full brief'),
    quotes: brief.includes(secret.words),
    title: has(answers.join()),
    address: answers.join().includes(address),
    cost: cost.includes(id),
    related: has(like),
    evidence: like.includes(secret.words),
    relatedAlone: has(alone),
    evidenceAlone: alone.includes(secret.words),
    recall: recalled.text.includes(secret.words),
    lists: has(lists),
    reports: has(reports) || reports.includes(address),
    control: cancel.includes('already ended'),
    forget: forget.includes('Forget “'),
  }
}

/** Reports and exports, for those to whom they are given. */
async function reportsFor(bench: Bench, who: ActionContext): Promise<string> {
  const costs = await command(bench, 'costs', {}, who, 'Your costs')
  if (who.guild === undefined) return costs.text
  const allowed = { ...who, isAllowed: true }
  const report = await command(bench, 'costreport', { by: 'member' }, allowed)
  const exported = await command(bench, 'exportcostreport', { format: 'json' }, allowed)
  return costs.text + report.text + exported.text
}

const columns = {
  brief: 'brief',
  quotes: 'quotes',
  title: 'title',
  address: 'address',
  cost: 'cost',
  related: 'related',
  evidence: 'evidence',
  relatedAlone: 'alone',
  evidenceAlone: 'alone',
  recall: 'recall',
  lists: 'lists',
  reports: 'reports',
  control: 'control',
  forget: 'forget',
} as const satisfies Record<keyof Seen, string>

async function matrixOf(kind: RunKind): Promise<string> {
  const bench = await botWithSecret(kind)
  const names = Object.entries(columns)
  const rows: string[] = []
  for (const [name, who] of Object.entries(everybody(kind))) {
    const seen = new Map(Object.entries(await seenBy(bench, who)))
    const cells = names.map(([column, { length }]) => (seen.get(column) ? 'yes' : '·').padEnd(length))
    rows.push(`${name.padEnd(15)} ${cells.join(' ')}`.trimEnd())
  }
  expect(bench.discord.violations).toEqual([])
  return [`${''.padEnd(15)} ${Object.values(columns).join(' ')}`, ...rows].join('\n')
}

/**
 * Of which commands it was looked whether they show anything of somebody else's run. Whoever adds one tries it here.
 */
const triedCommands = [
  ...['Analyse with Autointel', 'autointel', 'budget', 'costreport', 'costs', 'exportcostreport', 'forget'],
  ...['help', 'recall', 'runs', 'settings'],
]

it('knows every command there is', async () => {
  const discord = await localDiscord()
  await runBot(discord)
  expect(
    discord
      .commands()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(triedCommands)
})

const head =
  '                brief quotes title address cost related evidence alone alone recall lists reports control forget'
const nothing = '·     ·      ·     ·       ·    ·       ·        ·     ·     ·      ·     ·       ·       ·'

/**
 * Who sees what of a run, each tried through the bot by buttons that somebody has made up, by commands, and by runs of their own on a like
 * topic: `related` and `evidence` in one that they ask for in the same place, `alone` the two in one for themselves.
 */
it.each<[RunKind, readonly string[]]>([
  [
    'public',
    [
      'who asked       yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    yes   ·       yes     yes',
      'a fellow reader yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    ·     ·       ·       ·',
      'another member  yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    ·     ·       ·       ·',
      'a manager       yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    ·     ·       yes     ·',
      'an owner        yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    ·     ·       yes     ·',
      `another server  ${nothing}`,
    ],
  ],
  [
    'private',
    [
      'who asked       yes   yes    yes   yes     yes  ·       ·        yes   yes   yes    yes   ·       yes     yes',
      `a fellow reader ${nothing}`,
      `another member  ${nothing}`,
      `a manager       ${nothing}`,
      `an owner        ${nothing}`,
      `another server  ${nothing}`,
    ],
  ],
  [
    'in a hidden channel',
    [
      'who asked       yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    yes   ·       yes     yes',
      'a fellow reader yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    ·     ·       ·       ·',
      `another member  ${nothing}`,
      `a manager       ${nothing}`,
      `an owner        ${nothing}`,
      `another server  ${nothing}`,
    ],
  ],
  [
    'in direct messages',
    [
      'who asked       yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    yes   ·       yes     yes',
      `a fellow reader ${nothing}`,
      `another member  ${nothing}`,
      `a manager       ${nothing}`,
      `an owner        ${nothing}`,
      `another server  ${nothing}`,
    ],
  ],
  [
    'by user install',
    [
      'who asked       yes   yes    yes   yes     yes  yes     yes      yes   yes   yes    yes   ·       yes     yes',
      `a fellow reader ${nothing}`,
      `another member  ${nothing}`,
      `a manager       ${nothing}`,
      `an owner        ${nothing}`,
      `another server  ${nothing}`,
    ],
  ],
])('a run %s shows everybody what is theirs to see, and nothing else', async (kind, rows) => {
  expect(await matrixOf(kind)).toBe([head, ...rows].join('\n'))
})
