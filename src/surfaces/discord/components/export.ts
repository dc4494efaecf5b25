import { MessageFlags } from 'discord.js'
import { exportFormats } from '../../../locales/report-document.ts'
import type { MoneyComponent } from '../bot-context.ts'
import { discordName } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { buttonRow } from '../render/buttons.ts'
import { tellPrivately } from '../reply-error.ts'
import { reportExport } from '../report-export.ts'
import { exportId, readExportState } from '../report-state.ts'
import { readReport } from '../report-view.ts'

/** `export|subject|period|at`: the report as Markdown, for the one who asks; with a format, that one in place of the other. */
export const exportButton: MoneyComponent = {
  action: 'export',
  requires: 'manager',
  async execute(interaction, subject, parts, { autointel, textsFor, now }) {
    const texts = textsFor(interaction)
    const state = readExportState(subject, parts)
    if (!state || !interaction.isButton()) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const chosen = exportFormats.find((format) => format === parts[2])
    if (chosen) await interaction.deferUpdate()
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const format = chosen ?? 'markdown'
    const document = reportExport(await readReport(autointel, state, now()), format, {
      texts,
      displayName: discordName(interaction.client, subject),
    })
    const components = buttonRow(
      exportFormats.map((other) => ({
        label: texts.t(`command.choice.format.${other}`),
        does: exportId(state, other),
        isDisabled: other === format,
      })),
    )
    await interaction.editReply(sendable({ ...document, components }))
  },
}
