import type { APIMessage } from 'discord.js'
import { ApplicationCommandType, ComponentType, InteractionType, PermissionFlagsBits } from 'discord.js'
import type { RegisteredCommand } from '../command-store.ts'
import type { Gateway } from '../gateway/gateway-server.ts'
import type { StoredMessage } from '../message-store.ts'
import type { State } from '../state.ts'
import type { World } from '../world.ts'
import type { OptionValues } from './command-options.ts'
import { encodeOptions } from './command-options.ts'
import { requirePressable, requireSelectable } from './components.ts'
import type { InteractionHandle } from './interaction-handle.ts'
import { createHandle } from './interaction-handle.ts'
import { filledIn } from './modal-fields.ts'
import type { ActionContext, Place } from './place.ts'
import { findPlace, installationsOf, isHushed, placeParts } from './place.ts'

export interface ActionDependencies
  extends Pick<State, 'world' | 'commands' | 'messages' | 'interactions' | 'changes'> {
  gateway: Gateway
}

/** A message, or the handle of the interaction that shows it. */
type MessageOrHandle = APIMessage | InteractionHandle

/** What members do. Each throws when Discord's own client would not let them. */
export interface Actions {
  /** `name` is the command's with its subcommands, e.g. `budget set`. */
  command(name: string, options?: OptionValues, context?: ActionContext): InteractionHandle
  /** Chooses the command in the menu of a message. */
  messageCommand(name: string, target: MessageOrHandle, context?: ActionContext): InteractionHandle
  /** Types into the option `focused`; the others are those filled in so far. */
  autocomplete(
    name: string,
    options: OptionValues,
    focused: string,
    context?: ActionContext,
  ): InteractionHandle
  button(target: MessageOrHandle, customId: string, context?: ActionContext): InteractionHandle
  select(
    target: MessageOrHandle,
    customId: string,
    values: readonly string[],
    context?: ActionContext,
  ): InteractionHandle
  /** Fills in the form that the interaction was answered with; inputs that are not named keep their value. */
  modal(
    shown: InteractionHandle,
    fields: Readonly<Record<string, string>>,
    context?: ActionContext,
  ): InteractionHandle
}

export function createActions(dependencies: ActionDependencies): Actions {
  const { world } = dependencies
  return {
    command: (name, options = {}, context = {}) =>
      runCommand(dependencies, name, options, findPlace(world, context)),
    messageCommand: (name, target, context = {}) => runMessageCommand(dependencies, name, target, context),
    autocomplete: (name, options, focused, context = {}) =>
      runCommand(dependencies, name, options, findPlace(world, context), focused),
    button: (target, customId, context = {}) => press(dependencies, target, customId, undefined, context),
    select: (target, customId, values, context = {}) =>
      press(dependencies, target, customId, values, context),
    modal: (shown, fields, context = {}) => submit(dependencies, shown, fields, context),
  }
}

/** Makes the interaction and sends it to the bot. */
function open(
  { world, interactions, gateway, changes }: ActionDependencies,
  type: InteractionType,
  place: Place,
  data: unknown,
  { source, commandName }: { source?: StoredMessage | undefined; commandName?: string },
): InteractionHandle {
  const guildId = place.guild?.id
  const record = interactions.open({
    type,
    user: place.user,
    channelId: place.channel.id,
    guildId,
    installations: installationsOf(place),
    isHushed: isHushed(place),
    commandName,
    source,
  })
  const { id, token } = record
  const message = source && { message: source.message }
  gateway.dispatch(
    'INTERACTION_CREATE',
    { ...placeParts(world, place), id, token, type, data, ...message },
    guildId,
  )
  return createHandle(record, changes)
}

/** `focused` makes it an autocompletion of that option. */
function runCommand(
  dependencies: ActionDependencies,
  name: string,
  values: OptionValues,
  place: Place,
  focused?: string,
): InteractionHandle {
  const { world, commands, messages } = dependencies
  const [commandName = '', ...subcommands] = name.split(' ')
  const command = commands.find(place.guild?.id, commandName)
  if (command === undefined) throw new TypeError(`No command "${commandName}" is registered`)
  requireOffered(command, place)
  const { options, resolved } = encodeOptions(command, subcommands, values, {
    world,
    guild: place.guild,
    upload: (file) => messages.upload(place.channel.id, file),
    ...(focused !== undefined && { focused }),
  })
  const data = {
    id: command.id,
    name: command.name,
    type: command.type,
    options,
    ...(Object.keys(resolved).length > 0 && { resolved }),
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
  }
  const type =
    focused === undefined
      ? InteractionType.ApplicationCommand
      : InteractionType.ApplicationCommandAutocomplete
  return open(dependencies, type, place, data, { commandName })
}

function runMessageCommand(
  dependencies: ActionDependencies,
  name: string,
  target: MessageOrHandle,
  context: ActionContext,
): InteractionHandle {
  const { world, commands } = dependencies
  const { message } = shownMessage(dependencies, target)
  const place = findPlace(world, { ...whereIs(world, message), ...context })
  const command = commands.find(place.guild?.id, name, ApplicationCommandType.Message)
  if (command === undefined) throw new TypeError(`No command "${name}" is in the menu of messages`)
  requireOffered(command, place)
  const { id, type, guild_id } = command
  const data = {
    id,
    name,
    type,
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
    ...(guild_id !== undefined && { guild_id }),
  }
  return open(dependencies, InteractionType.ApplicationCommand, place, data, { commandName: name })
}

function shownMessage({ messages }: ActionDependencies, target: MessageOrHandle): StoredMessage {
  const message = 'firstResponse' in target ? target.response : target
  if (message === undefined) throw new TypeError('There is no message to do anything with')
  return messages.find(message.channel_id, message.id)
}

/** `values` are those of a select; a button has none. */
function press(
  dependencies: ActionDependencies,
  target: MessageOrHandle,
  customId: string,
  values: readonly string[] | undefined,
  context: ActionContext,
): InteractionHandle {
  const { world } = dependencies
  const source = shownMessage(dependencies, target)
  const place = findPlace(world, { ...whereAndWho(world, source), ...context })
  if (source.ephemeralFor !== undefined && source.ephemeralFor !== place.user.id) {
    throw new TypeError(`User ${place.user.id} does not see this message`)
  }
  const component = requirePressable(source.message, customId)
  if ((component.type === ComponentType.Button) !== (values === undefined)) {
    throw new TypeError(`"${customId}" is not that kind of component`)
  }
  if (values !== undefined) requireSelectable(component, values)
  const data = {
    custom_id: customId,
    component_type: component.type,
    id: component.id,
    ...(values && { values }),
  }
  return open(dependencies, InteractionType.MessageComponent, place, data, { source })
}

function submit(
  dependencies: ActionDependencies,
  shown: InteractionHandle,
  fields: Readonly<Record<string, string>>,
  context: ActionContext,
): InteractionHandle {
  const { world, interactions } = dependencies
  const record = interactions.all().find(({ id }) => id === shown.id)
  if (record === undefined || shown.modal === undefined) throw new TypeError('No modal was shown')
  const { channelId, user, source } = record
  const where = whereIs(world, { channel_id: channelId } as APIMessage)
  const place = findPlace(world, { ...where, user: user.id, ...context })
  const data = { custom_id: shown.modal.custom_id, components: filledIn(shown.modal, fields) }
  return open(dependencies, InteractionType.ModalSubmit, place, data, { source })
}

/** Throws when the member would not be offered the command here. */
function requireOffered(command: RegisteredCommand, place: Place): void {
  const { guild, permissions, isAllowed } = place
  const stated = command.default_member_permissions
  // Permissions "0" stand for administrators alone; no statement for everybody.
  const needed = stated === '0' ? PermissionFlagsBits.Administrator : BigInt(stated ?? 0)
  const isAdministrator = (permissions & PermissionFlagsBits.Administrator) !== 0n
  if (guild !== undefined && !isAllowed && !isAdministrator && (permissions & needed) !== needed) {
    throw new TypeError(`/${command.name} is not offered to this member: permissions ${needed} are needed`)
  }
  if (command.contexts?.includes(place.context) === false) {
    throw new TypeError(`/${command.name} is not offered in ${guild ? 'guilds' : 'these direct messages'}`)
  }
  const installations = Object.keys(installationsOf(place)).map(Number)
  if (!installations.some((one) => (command.integration_types ?? [0]).includes(one))) {
    throw new TypeError(`/${command.name} is not installed here, neither for all nor for this user`)
  }
}

/** A component is used where its message is, and by whom the message is for unless somebody else is named. */
function whereAndWho(world: World, { message, ephemeralFor }: StoredMessage): ActionContext {
  const state = world.channels.get(message.channel_id)
  const user = state?.recipientId ?? ephemeralFor ?? message.interaction_metadata?.user.id
  return { ...whereIs(world, message), ...(user !== undefined && { user }) }
}

function whereIs(world: World, { channel_id: channel }: APIMessage): ActionContext {
  const { guildId, groupIds } = world.channels.get(channel) ?? {}
  if (groupIds) return { group: channel }
  return guildId === undefined ? { isDirect: true } : { guild: guildId, channel }
}
