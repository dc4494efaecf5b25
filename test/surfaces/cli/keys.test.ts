import { expect, it } from 'vitest'
import { newClientKeyForm } from '../../../src/wire/client-keys.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'

const openKeys = () => openCommandLine({ settings: {} })

it.each([
  ['guild_123', 'guild_123'],
  ['guild:123', 'guild_123'],
  ['user:7', 'user_7'],
  ['dm_7', 'dm_7'],
  ['app_shop', 'app_shop'],
])('makes a key for %s, lists it without its secret and takes it back', async (subject, name) => {
  const cli = openKeys()
  const made = await cli.run('key', 'create', '--subject', subject, '--name', 'nightly', '--json')
  const { key, id } = newClientKeyForm.decode(JSON.parse(made.stdout))
  expect(key).toMatch(/^aik_[0-9a-f]{16}_[\w-]{43}$/)

  const listed = await cli.run('key', 'list', '--json')
  expect(listed.stdout).not.toContain(key)
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { id, subject: name, name: 'nightly', spent_usd: 0, revoked_at: null },
  ])

  expect(await cli.run('key', 'revoke', 'nightly')).toMatchObject({ code: 0, stdout: `${id} is revoked.\n` })
  expect(JSON.parse((await cli.run('key', '--json')).stdout)).toMatchObject([
    { revoked_at: expect.any(String) },
  ])
  expect((await cli.run('key', 'revoke', id)).code).toBe(2)
})

it.each(['bot', 'default', 'dm', 'a b', ''])('makes none for %j, as whom nobody spends', async (subject) => {
  const { code, stderr, stdout } = await openKeys().run('key', 'create', '--subject', subject)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('Expected who spends')
})

it('asks for an id where a name is that of several', async () => {
  const cli = openKeys()
  for (const subject of ['app_a', 'app_b'])
    await cli.run('key', 'create', '--subject', subject, '--name', 'x')
  const { code, stderr } = await cli.run('key', 'revoke', 'x')
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Several keys') })
})
