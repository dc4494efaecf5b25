import { userSubject } from '../src/ledger/subject.ts'
import { namedPeriods } from '../src/report/period-range.ts'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { myCostsMessage } from '../src/surfaces/discord/render/my-costs-message.ts'
import { readReport } from '../src/surfaces/discord/report-view.ts'

/** What a member has spent everywhere, and what is left of the member's daily limit: for that member alone. */
export const costs: OpenCommand = {
  data: {
    ...named('costs', 'commandName.costs'),
    ...described('command.costs.description'),
    ...usedAnywhere,
  },

  requires: 'everyone',

  async execute(interaction, { autointel, textsFor, now }) {
    await deferAnswer(interaction, { isPrivate: true })
    const user = interaction.user.id
    const nowMs = now()
    const lately = { subject: userSubject(user), period: namedPeriods['30-days'], atMs: nowMs }
    const report = await readReport(autointel, lately, nowMs)
    const ever = await autointel.ledger.summary({ fromMs: 0, toMs: report.range.toMs }, { user })
    const message = myCostsMessage(report, textsFor(interaction), { allTimeNanoUsd: ever.costNanoUsd })
    await interaction.editReply(sendable(message))
  },
}
