import type { OpenComponent } from '../bot-context.ts'
import { givenSource } from '../given-source.ts'
import { chosenPlaces } from '../render/choice-message.ts'
import { tellPrivately } from '../reply-error.ts'
import { startRun } from '../start-run.ts'

/** `read`: reads what a member has chosen of a message's links and files, or compares them, in an answer of its own, so that another can be chosen. */
export const readChosen: OpenComponent = {
  action: 'read',
  requires: 'everyone',
  async execute(interaction, _parts, context) {
    const texts = context.textsFor(interaction)
    const isChoice = interaction.isStringSelectMenu()
    const places = isChoice
      ? chosenPlaces(
          interaction.message?.content ?? '',
          interaction.values[0] ?? '',
          interaction.component.options.map(({ value }) => value),
        )
      : undefined
    if (!places) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const given = givenSource(places, { config: context.autointel.config, texts })
    if (given.kind === 'refused') await tellPrivately(interaction, { content: given.says })
    else await startRun(interaction, { location: given.location }, context)
  },
}
