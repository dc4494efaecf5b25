import { deferChange } from '../acknowledge.ts'
import type { ComponentHandler } from '../bot-context.ts'
import { controlledWorkflow } from '../controlled-workflow.ts'
import { tellPrivately } from '../reply-error.ts'

/** `cancel|workflow`: ends a run at once; its message then shows how it ended. */
export const cancel: ComponentHandler = {
  action: 'cancel',
  async execute(interaction, [id = ''], context) {
    if (!interaction.isButton()) return
    await deferChange(interaction)
    const workflow = await controlledWorkflow(interaction, id, context)
    if (!workflow) return
    const run = context.autointel.orchestrator.find(workflow.id)
    if (run) run.cancel()
    else
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('workflow.alreadyEnded') })
  },
}
