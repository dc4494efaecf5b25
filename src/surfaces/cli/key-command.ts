import { Argument, type Command } from 'commander'
import { accountOf, newClientKey } from '../../access/client-keys.ts'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printableName } from '../../app/terminal-text.ts'
import { defaultSubject, type Subject } from '../../ledger/subject.ts'
import { formatUsd } from '../../money/format.ts'
import { clientKeysToJson, newClientKeyToJson } from '../../wire/client-keys.ts'
import { spenderArgument } from './arguments.ts'
import { localTime } from './budget-text.ts'
import { examples } from './examples.ts'
import { table } from './text-table.ts'
import type { WithAutointel } from './with-autointel.ts'

interface CreateFlags {
  readonly subject: Subject
  readonly name?: string
  readonly json?: boolean
}

export function addKeyCommand(program: Command, withAutointel: WithAutointel): void {
  const key = program
    .command('key')
    .description(
      'Keys that other programs call models with at this machine instead of at the provider: POST /v1/chat/completions, /v1/responses,\n/v1/embeddings and /v1/messages, under the budgets of the subject of the key. They also report what they spent elsewhere (POST /api/events).',
    )
    .addHelpText(
      'after',
      examples(
        ['autointel key create --subject app_shop --name nightly', 'a tenant of its own'],
        ['autointel budget set app_shop day 3', 'spends at most $3 a day'],
        ['autointel key revoke 4f0c2a91d3b7e865', 'takes effect at once'],
      ),
    )
  key
    .command('create')
    .description('Makes a key and prints it: it is told this once.')
    .requiredOption(
      '--subject <subject>',
      'who spends: guild_<id>, user_<id>, or a tenant of its own such as app_shop',
      spenderArgument,
    )
    .option('--name <name>', 'what you know it by')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', examples(['autointel key create --subject guild_123', 'a server pays']))
    .action((flags: CreateFlags) => withAutointel((autointel, output) => createKey(flags, autointel, output)))
  key
    .command('list', { isDefault: true })
    .description('Lists the keys, with what was spent with each.')
    .option('--json', 'print one JSON array and nothing else')
    .addHelpText('after', examples(['autointel key list', 'all of them']))
    .action((flags: { json?: boolean }) =>
      withAutointel((autointel, output) => listKeys(flags.json === true, autointel, output)),
    )
  key
    .command('revoke')
    .description('Takes a key back, at once and for good.')
    .addArgument(new Argument('<key>', 'its id, its name or the key itself'))
    .addHelpText('after', examples(['autointel key revoke nightly', 'by its name']))
    .action((named: string) => withAutointel((autointel, output) => revokeKey(named, autointel, output)))
}

async function createKey(
  { subject, name, json }: CreateFlags,
  { clientKeys, now }: Autointel,
  output: Output,
): Promise<number> {
  const { key, stored } = newClientKey({ subject, name, createdAtMs: now() })
  await clientKeys.add(stored)
  if (json) output.data(JSON.stringify(newClientKeyToJson(key, stored)))
  else {
    output.data(key)
    output.info(
      `It spends as ${subject.name}, and is not shown again. To take it back: autointel key revoke ${stored.id}`,
    )
  }
  return exitCodes.done
}

async function listKeys(json: boolean, { clientKeys, ledger }: Autointel, output: Output): Promise<number> {
  const keys = await Promise.all(
    (await clientKeys.list()).map(async (key) => ({
      key,
      spentNanoUsd: (await ledger.scopeBalance(accountOf(key))).spentNanoUsd,
    })),
  )
  if (json) output.data(JSON.stringify(clientKeysToJson(keys)))
  else if (keys.length === 0)
    output.data('There are none. To make one: autointel key create --subject app_shop')
  else {
    const timeZone = await ledger.timeZone(defaultSubject)
    const rows = keys.map(({ key: { id, name, subject, createdAtMs, revokedAtMs }, spentNanoUsd }) => [
      id,
      printableName(name ?? ''),
      subject.name,
      formatUsd(spentNanoUsd, 'four'),
      localTime(createdAtMs, timeZone),
      revokedAtMs === undefined ? '' : `revoked ${localTime(revokedAtMs, timeZone)}`,
    ])
    output.data(table(rows, [3]))
  }
  return exitCodes.done
}

async function revokeKey(named: string, { clientKeys, now }: Autointel, output: Output): Promise<number> {
  const [, idInKey = named] = /^aik_([0-9a-f]{16})_/.exec(named) ?? []
  const open = (await clientKeys.list()).filter(({ revokedAtMs }) => revokedAtMs === undefined)
  const byId = open.filter(({ id }) => id === idInKey)
  const meant = byId.length > 0 ? byId : open.filter(({ name }) => name === named)
  const [first, ...others] = meant
  if (!first || others.length > 0) {
    output.info(
      first
        ? `Several keys have that name: revoke them by their ids (${meant.map(({ id }) => id).join(', ')}).`
        : 'There is no such key in force: "autointel key list" shows all.',
    )
    return exitCodes.wrongUsage
  }
  await clientKeys.revoke(first.id, now())
  output.data(`${first.id} is revoked.`)
  return exitCodes.done
}
