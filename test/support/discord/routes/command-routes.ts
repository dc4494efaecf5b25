import {
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
} from 'discord-api-spec/zod'
import { z } from 'zod/mini'
import { DiscordApiError } from '../api-error.ts'
import type { CommandBody } from '../payload/command-problems.ts'
import { commandProblems } from '../payload/command-problems.ts'
import { under } from '../payload/problem.ts'
import { requireValid } from '../payload/require-valid.ts'
import type { RestRequest, Route } from '../rest/router.ts'
import { parameter } from '../rest/router.ts'
import type { RouteDependencies } from './dependencies.ts'

const bulkSchema = z.array(ApplicationCommandUpdateRequestSchema)

/** Application commands, global ones and those of a guild. */
export function commandRoutes(dependencies: RouteDependencies): Route[] {
  return [
    ...scopeRoutes('/applications/:application/commands', dependencies),
    ...scopeRoutes('/applications/:application/guilds/:guild/commands', dependencies),
  ]
}

function scopeRoutes(pattern: string, { commands, world }: RouteDependencies): Route[] {
  const scope = ({ parameters: { application, guild } }: RestRequest) => {
    if (application !== world.application.id) throw new DiscordApiError('missingAccess')
    if (guild !== undefined && !world.guilds.get(guild)?.hasBot) throw new DiscordApiError('missingAccess')
    return guild
  }
  return [
    {
      method: 'GET',
      pattern,
      handle: (request) => ({ status: 200, body: commands.list(scope(request)) }),
    },
    {
      method: 'PUT',
      pattern,
      handle: (request) => {
        const guild = scope(request)
        const list = Array.isArray(request.body) ? request.body.map(withNumericPermissions) : request.body
        requireValid<CommandBody[]>(list, bulkSchema, (bodies) =>
          bodies.flatMap((body, index) => under([index], commandProblems(body))),
        )
        return { status: 200, body: commands.overwrite(guild, request.body as CommandBody[]) }
      },
    },
    {
      method: 'POST',
      pattern,
      handle: (request) => {
        const guild = scope(request)
        requireValid(
          withNumericPermissions(request.body),
          ApplicationCommandCreateRequestSchema,
          commandProblems,
        )
        const { command, isNew } = commands.put(guild, request.body as CommandBody)
        return { status: isNew ? 201 : 200, body: command }
      },
    },
    {
      method: 'GET',
      pattern: `${pattern}/:command`,
      handle: (request) => ({
        status: 200,
        body: commands.get(scope(request), parameter(request, 'command')),
      }),
    },
    {
      method: 'PATCH',
      pattern: `${pattern}/:command`,
      handle: (request) => {
        const guild = scope(request)
        const id = parameter(request, 'command')
        const before = commands.get(guild, id)
        requireValid<Partial<CommandBody>>(
          withNumericPermissions(request.body),
          ApplicationCommandPatchRequestPartialSchema,
          (body) => commandProblems({ ...before, ...body }),
        )
        return { status: 200, body: commands.patch(guild, id, request.body as Partial<CommandBody>) }
      },
    },
    {
      method: 'DELETE',
      pattern: `${pattern}/:command`,
      handle: (request) => {
        commands.remove(scope(request), parameter(request, 'command'))
        return { status: 204 }
      },
    },
  ]
}

/** The published schema says number, the documentation and every client say string; Discord takes both. */
function withNumericPermissions(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const permissions = (body as CommandBody).default_member_permissions
  if (typeof permissions !== 'string') return body
  return { ...body, default_member_permissions: Number(permissions) }
}
