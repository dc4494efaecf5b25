import type { RunComponent } from '../bot-context.ts'
import { tellPrivately } from '../reply-error.ts'

/** `cancel|workflow`: ends a run at once; its message then shows how it ended. */
export const cancel: RunComponent = {
  action: 'cancel',
  requires: 'controller',
  async execute(interaction, workflow, _parts, context) {
    await interaction.deferUpdate()
    const run = context.autointel.orchestrator.find(workflow.id)
    if (run) run.cancel()
    else
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('workflow.alreadyEnded') })
  },
}
