import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import { rawRequest } from './raw-request.ts'

let discord: LocalDiscord

beforeAll(async () => {
  discord = await startLocalDiscord({ globalRequestsPerSecond: 100_000, rateLimits: unlimited() })
})

afterAll(() => discord.close())

function unlimited() {
  const rule = { limit: 100_000, windowMs: 1000 }
  return {
    'POST /applications/:application/commands': rule,
    'PUT /applications/:application/commands': rule,
    'PATCH /applications/:application/commands/:command': rule,
  }
}

const register = (body: unknown, method = 'POST') =>
  rawRequest(discord, method, `/applications/${discord.applicationId}/commands`, body)
const text = (count: number) => 'x'.repeat(count)
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))
const command = (parts: object) => ({ name: 'read', description: 'd', ...parts })
const option = (parts: object) => ({ type: 3, name: 'o', description: 'd', ...parts })
const withOption = (parts: object) => command({ options: [option(parts)] })
const choice = (index: number) => ({ name: `c${index}`, value: `${index}` })
const subcommand = (name: string) => ({ type: 1, name, description: 'd' })

const sizes: [string, number, (size: number) => object, string][] = [
  ['characters of a name', 32, (size) => command({ name: text(size) }), 'name'],
  ['characters of a description', 100, (size) => command({ description: text(size) }), 'description'],
  [
    'options',
    25,
    (size) => command({ options: times(size, (index) => option({ name: `o${index}` })) }),
    'options',
  ],
  ['characters of an option name', 32, (size) => withOption({ name: text(size) }), 'options.0.name'],
  [
    'characters of an option description',
    100,
    (size) => withOption({ description: text(size) }),
    'options.0.description',
  ],
  ['choices', 25, (size) => withOption({ choices: times(size, choice) }), 'options.0.choices'],
  [
    'characters of a choice',
    100,
    (size) => withOption({ choices: [{ name: text(size), value: 'v' }] }),
    'options.0.choices.0.name',
  ],
]

it.each(sizes)('takes %s up to %i and no more', async (_, limit, body, path) => {
  const refused = await register(body(limit + 1))
  expect(refused).toMatchObject({ status: 400, body: { code: 50035 } })
  expect(refused.body).toHaveProperty(['errors', ...path.split('.'), '_errors'])
  expect(discord.violations.at(-1)).toMatchObject({ kind: 'payload', code: 50035 })
  expect([200, 201]).toContain((await register(body(limit))).status)
})

it('takes 8000 characters in a whole command and no more', async () => {
  // Name 4, description 1; each option: name 2, description 97, choice name 1 and value.
  const whole = (size: number) => {
    const options = times(10, (index) =>
      option({ name: `o${index}`, description: text(97), choices: [{ name: 'c', value: text(600) }] }),
    )
    const rest = size - 5 - 10 * 700 - 3
    return command({
      options: [
        ...options,
        option({ name: 'o', description: 'd', choices: [{ name: 'c', value: text(rest) }] }),
      ],
    })
  }
  expect((await register(whole(8001))).body).toHaveProperty(
    ['errors', '_errors', 0, 'code'],
    'APPLICATION_COMMAND_TOO_LARGE',
  )
  expect((await register(whole(8000))).status).toBe(200)
})

it.each([
  ['capital letters', command({ name: 'Read' }), 'name'],
  ['blanks in a name', command({ name: 'read it' }), 'name'],
  ['an empty description', command({ description: '' }), 'description'],
  ['no description', { name: 'read' }, 'description'],
  [
    'capital letters in a translation',
    command({ name_localizations: { ru: 'Читать' } }),
    'name_localizations.ru',
  ],
  ['an unknown locale', command({ name_localizations: { xx: 'read' } }), 'name_localizations.xx'],
  ['capital letters in an option', withOption({ name: 'Url' }), 'options.0.name'],
  ['an option twice', command({ options: [option({}), option({})] }), 'options'],
  ['a choice twice', withOption({ choices: [choice(1), choice(1)] }), 'options.0.choices'],
  [
    'choices beside completion',
    withOption({ autocomplete: true, choices: [choice(1)] }),
    'options.0.autocomplete',
  ],
  [
    'a required option after an optional one',
    command({ options: [option({}), option({ name: 'p', required: true })] }),
    'options.1',
  ],
  ['options beside subcommands', command({ options: [subcommand('set'), option({})] }), 'options'],
  ['a minimum over the maximum', withOption({ type: 4, min_value: 2, max_value: 1 }), 'options.0'],
  ['an unknown kind of option', withOption({ type: 99 }), 'options.0.type'],
])('refuses %s', async (_, body, path) => {
  const refused = await register(body)
  expect(refused).toMatchObject({ status: 400, body: { code: 50035 } })
  expect(refused.body).toHaveProperty(['errors', ...path.split('.'), '_errors'])
})

it('takes names in any script that has no capitals, or in small letters', async () => {
  const names = { ru: 'читать', ja: '読む', hi: 'पढ़ना' }
  expect((await register(command({ name_localizations: names }))).status).toBe(200)
})

it('refuses a list with a name twice or with a bad command, and keeps the one it had', async () => {
  const list = [command({ name: 'one' }), command({ name: 'two' })]
  expect(await register(list, 'PUT')).toMatchObject({ status: 200 })
  expect(await register([command({}), command({})], 'PUT')).toMatchObject({ status: 400 })
  const refused = await register([command({}), command({ name: 'Bad' })], 'PUT')
  expect(refused.body).toHaveProperty(['errors', '1', 'name', '_errors'])
  expect(
    await register(
      times(101, (index) => command({ name: `c${index}` })),
      'PUT',
    ),
  ).toMatchObject({ status: 400 })
  expect(discord.commands().map(({ name }) => name)).toEqual(['one', 'two'])
})
