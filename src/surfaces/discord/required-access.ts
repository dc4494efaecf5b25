import type { ChatInputCommandInteraction, CommandInteraction } from 'discord.js'
import type { Requester } from '../../access/requester.ts'
import { mayRead, meetsForRun, type RunRequirement, runRequirements } from '../../access/runs.ts'
import { meetsForSubject, type SubjectRequirement } from '../../access/subjects.ts'
import { parseSubject, type Subject } from '../../ledger/subject.ts'
import type { TextKey } from '../../locales/translation.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type {
  BotContext,
  Command,
  ComponentHandler,
  ComponentInteraction,
  MoneyCommand,
  MoneyComponent,
  RunComponent,
} from './bot-context.ts'
import { chosenSubject, isKnownSubject } from './chosen-subject.ts'
import { isMessageCommand } from './command-bodies.ts'
import { tellPrivately } from './reply-error.ts'
import { requesterOf } from './requester.ts'
import { runAccessOf } from './run-access.ts'

/** Runs a command for those who are what it requires; others are told why not. */
export async function runCommand(
  interaction: CommandInteraction,
  command: Command,
  context: BotContext,
): Promise<void> {
  if (isMessageCommand(command)) {
    if (interaction.isMessageContextMenuCommand()) await command.execute(interaction, context)
  } else if (interaction.isChatInputCommand()) {
    if (command.requires === 'everyone') await command.execute(interaction, context)
    else await runMoneyCommand(interaction, command, context)
  }
}

async function runMoneyCommand(
  interaction: ChatInputCommandInteraction,
  command: MoneyCommand,
  context: BotContext,
): Promise<void> {
  const { owners, autointel } = context
  const { requires } = command
  const requester = requesterOf(interaction, owners)
  const requirement = typeof requires === 'function' ? requires(interaction) : requires
  const chosen = chosenSubject(interaction, command.optionsOf(interaction))
  const refusal = refusalOfMoney(requirement, requester, chosen?.subject)
  if (refusal) await refuse(interaction, refusal, context)
  else if (chosen && (await isKnownSubject(interaction, chosen.subject, autointel.ledger)))
    await command.execute(interaction, chosen, context)
  else await refuse(interaction, 'error.unknownServer', context)
}

/** Runs a component for those who are what it requires to the run or subject that its id names; others are told why not. */
export async function runComponent(
  interaction: ComponentInteraction,
  component: ComponentHandler,
  idParts: readonly string[],
  context: BotContext,
): Promise<void> {
  if (component.requires === 'everyone') {
    await component.execute(interaction, idParts, context)
    return
  }
  const [name = '', ...parts] = idParts
  const requester = requesterOf(interaction, context.owners)
  if (isAboutRun(component)) {
    const isPressed = interaction.isButton() || interaction.isStringSelectMenu()
    const run = isPressed ? await context.autointel.workflows.find(name) : undefined
    const refusal = refusalOfRun(component.requires, requester, run)
    if (refusal) await refuse(interaction, refusal, context)
    else if (run && isPressed) {
      const chosen = interaction.isStringSelectMenu() ? interaction.values : []
      await component.execute(interaction, run, [...parts, ...chosen], context)
    }
  } else {
    const subject = parseSubject(name)
    const refusal = subject ? refusalOfMoney(component.requires, requester, subject) : 'error.unknownButton'
    if (refusal) await refuse(interaction, refusal, context)
    else if (subject) await component.execute(interaction, subject, parts, context)
  }
}

function isAboutRun(component: RunComponent | MoneyComponent): component is RunComponent {
  return runRequirements.some((requirement) => requirement === component.requires)
}

/** The run of an id that a member has chosen, if they are what is required to it; others are told why not. */
export async function requiredRun(
  interaction: ChatInputCommandInteraction | ComponentInteraction,
  id: string,
  requirement: RunRequirement,
  context: BotContext,
): Promise<Workflow | undefined> {
  const run = await context.autointel.workflows.find(id)
  const refusal = refusalOfRun(requirement, requesterOf(interaction, context.owners), run)
  if (!refusal) return run
  await refuse(interaction, refusal, context)
  return undefined
}

/** Whether a member is to a subject what is required; others are told why not. */
export async function requiredSubject(
  interaction: ChatInputCommandInteraction,
  subject: Subject,
  requirement: SubjectRequirement,
  context: BotContext,
): Promise<boolean> {
  const refusal = refusalOfMoney(requirement, requesterOf(interaction, context.owners), subject)
  if (refusal) await refuse(interaction, refusal, context)
  return !refusal
}

/** Whether there is a run is not told to those who may not read it. */
function refusalOfRun(
  requirement: RunRequirement,
  requester: Requester,
  run: Workflow | undefined,
): TextKey | undefined {
  if (!run || !mayRead(requester, run)) return 'error.workflowUnknown'
  const access = runAccessOf(run)
  if (meetsForRun(requirement, requester, access)) return undefined
  if (requirement === 'forgetter') return access.unasked ? 'error.posterOnly' : 'error.starterOnly'
  return requirement === 'starter' ? 'error.starterOnly' : 'error.notYours'
}

/** Why somebody is not what is required; undefined when they are. Of what is no subject owners alone may know. */
function refusalOfMoney(
  requirement: SubjectRequirement,
  requester: Requester,
  subject: Subject | undefined,
): TextKey | undefined {
  if (subject ? meetsForSubject(requirement, requester, subject) : requester.role === 'owner')
    return undefined
  const isHere = requester.tenant.place === 'server'
  if (requirement === 'holder') return isHere ? 'error.managerOnly' : 'error.holderOnly'
  const isThisServer = subject?.name === requester.tenant.name && requester.tenant.place === 'server'
  return isThisServer && requirement !== 'owner' ? 'error.managerOnly' : 'error.ownerOnly'
}

async function refuse(
  interaction: ChatInputCommandInteraction | ComponentInteraction,
  reason: TextKey,
  { textsFor }: BotContext,
): Promise<void> {
  await tellPrivately(interaction, { content: textsFor(interaction).t(reason) })
}
