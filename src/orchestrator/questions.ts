import type { Answer } from '../brief/answer.ts'
import { runTask, trackRequestBudget } from '../budget/request-scope.ts'
import type { Readers } from '../knowledge/knowledge-store.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Meter } from '../llm/meter.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { estimateTokensFromLength } from '../pricing/token-estimate.ts'
import { type TrackCost, trackCostOf } from '../report/track-cost.ts'
import { type AnsweringDependencies, answerQuestion } from '../tasks/answering.ts'
import type { UnmeteredWork } from '../tasks/task.ts'

export interface QuestionsOptions extends AnsweringDependencies {
  readonly ledger: Pick<LedgerStore, 'entriesOf'>
  readonly meter: Pick<Meter, 'recordUnmetered'>
  /** Of each question. */
  readonly limitNanoUsd: NanoUsd
  readonly newId: () => string
}

/** A question about what was read, by whom and for whose eyes the answer is. */
export interface AskedQuestion extends Readers {
  readonly question: string
  readonly user?: string | undefined
}

export interface AnsweredQuestion {
  /** Under which the books have it: a run of its own. */
  readonly id: string
  readonly answer: Answer
  /** Undefined when nothing was booked. */
  readonly cost: TrackCost | undefined
}

/** Answers questions about what was read, each in a budget scope of its own. */
export class Questions {
  readonly #options: QuestionsOptions

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  /**
   * @param trouble is told of what failed and the answer gets along without
   * @param id of the question, from a surface whose requests have ids of their own
   */
  async ask(
    { question, tenant, audience, user }: AskedQuestion,
    signal: AbortSignal,
    trouble: (error: unknown) => void,
    id = newQuestionId(this.#options.newId()),
  ): Promise<AnsweredQuestion> {
    const { ledger, limitNanoUsd } = this.#options
    const scope = { id, totalNanoUsd: limitNanoUsd, attribution: { tenant, user, workflow: id } }
    const { answer } = await trackRequestBudget(scope, () =>
      runTask('answering', async () => {
        const readers = { tenant, audience }
        const answered = await answerQuestion(question, readers, { signal, trouble }, this.#options)
        await this.#book(id, answered.unmetered)
        return answered
      }),
    )
    return { id, answer, cost: trackCostOf(await ledger.entriesOf(id)) }
  }

  /** What this machine has done itself. */
  async #book(id: string, works: readonly UnmeteredWork[]): Promise<void> {
    for (const [index, { model, operation, inputCharacters, outputCharacters }] of works.entries()) {
      const usage = {
        inputTokens: { total: estimateTokensFromLength(inputCharacters) },
        outputTokens: { total: estimateTokensFromLength(outputCharacters) },
      }
      await this.#options.meter.recordUnmetered(`${id}:unmetered:${index}`, { model, operation, usage })
    }
  }
}

function newQuestionId(randomId: string): string {
  return `ask_${randomId.replaceAll('-', '')}`
}
