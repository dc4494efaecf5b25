import type { ButtonInteraction } from 'discord.js'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { BotContext } from './bot-context.ts'
import { isStarter, mayControl, maySee } from './permissions.ts'
import { tellPrivately } from './reply-error.ts'

/** The workflow of a button, for those who may change its course; others are told why not. */
export function controlledWorkflow(
  interaction: ButtonInteraction,
  id: string,
  context: BotContext,
): Promise<Workflow | undefined> {
  return workflowFor(interaction, id, context, mayControl)
}

/** The workflow of a button, for those who may read its brief; others are told why not. */
export function visibleWorkflow(
  interaction: ButtonInteraction,
  id: string,
  context: BotContext,
): Promise<Workflow | undefined> {
  return workflowFor(interaction, id, context, maySee)
}

/** The workflow of a button, for the member who has started it; others are told why not. */
export function startedWorkflow(
  interaction: ButtonInteraction,
  id: string,
  context: BotContext,
): Promise<Workflow | undefined> {
  return workflowFor(interaction, id, context, isStarter, 'error.starterOnly')
}

async function workflowFor(
  interaction: ButtonInteraction,
  id: string,
  { autointel, owners, textsFor }: BotContext,
  isAllowed: typeof mayControl,
  refusal: 'error.notYours' | 'error.starterOnly' = 'error.notYours',
): Promise<Workflow | undefined> {
  const texts = textsFor(interaction)
  const workflow = await autointel.workflows.find(id)
  if (workflow && isAllowed(interaction, workflow, owners)) return workflow
  const why = workflow ? refusal : 'error.workflowUnknown'
  await tellPrivately(interaction, { content: texts.t(why) })
  return undefined
}
