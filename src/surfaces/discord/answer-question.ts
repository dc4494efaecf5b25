import type { Audience } from '../../brief/audience.ts'
import type { AnsweredQuestion, AskedQuestion } from '../../orchestrator/questions.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { BotContext } from './bot-context.ts'
import { tenantOf } from './requester.ts'

type Asking = Parameters<typeof tenantOf>[0] & { readonly id: string }

/** Answers what a member asks: in the name of the member, out of the budgets of where that is. */
export function answerQuestion(
  interaction: Asking,
  asked: {
    readonly question: string
    /** For whose eyes the answer is. */
    readonly audience: Audience
    readonly earlier?: AskedQuestion['earlier']
    readonly conversation?: string | undefined
    readonly about?: Workflow | undefined
  },
  { autointel, log }: BotContext,
): Promise<AnsweredQuestion> {
  const trouble = (error: unknown) =>
    log.error({ err: error, interaction: interaction.id }, 'a question is answered without what failed')
  const tenant = tenantOf(interaction).name
  return autointel.questions.ask(
    { ...asked, tenant, user: interaction.user.id },
    { trouble, id: `ask_${interaction.id}` },
  )
}
