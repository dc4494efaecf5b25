import type { OpenComponent } from '../bot-context.ts'
import { givenFile, givenSource } from '../given-source.ts'
import { chosenPlace } from '../render/choice-message.ts'
import { tellPrivately } from '../reply-error.ts'
import { startRun } from '../start-run.ts'

/** `read`: reads what a member has chosen of a message's links and files, or compares the links, in an answer of its own, so that another can be chosen. */
export const readChosen: OpenComponent = {
  action: 'read',
  requires: 'everyone',
  async execute(interaction, _parts, context) {
    const texts = context.textsFor(interaction)
    const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
    const place = value === undefined ? undefined : chosenPlace(interaction.message?.content ?? '', value)
    if (!place) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const options = { config: context.autointel.config, texts }
    const given =
      place.kind === 'file'
        ? givenFile(place.file, options)
        : givenSource(
            { link: place.kind === 'link' ? place.link : place.links.join(' '), file: null },
            options,
          )
    if (given.kind === 'refused') await tellPrivately(interaction, { content: given.says })
    else await startRun(interaction, { location: given.location }, context)
  },
}
