import type { Answer } from '../brief/answer.ts'
import { runTask, trackRequestBudget } from '../budget/request-scope.ts'
import type { Readers } from '../knowledge/knowledge-store.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Meter } from '../llm/meter.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { estimateTokensFromLength } from '../pricing/token-estimate.ts'
import { type TrackCost, trackCostOf } from '../report/track-cost.ts'
import type { Exchange } from '../tasks/answering/ask-model.ts'
import { type AnsweringContext, type AnsweringDependencies, answerQuestion } from '../tasks/answering.ts'
import type { UnmeteredWork } from '../tasks/task.ts'
import { basesOf } from './based-on.ts'
import { WorkflowSuspended } from './suspension.ts'
import { textOfRun } from './text-of-run.ts'
import type { Workflow } from './workflow.ts'
import type { WorkflowStore } from './workflow-store.ts'

export interface QuestionsOptions extends AnsweringDependencies {
  readonly workflows: Pick<WorkflowStore, 'checkpoint' | 'find'>
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
  /** What was asked and answered before in the same conversation, oldest first; for the same eyes. */
  readonly earlier?: readonly Exchange[] | undefined
  /** The conversation that it goes on with, as an answer before it has it. That of somebody else is not gone on with. */
  readonly conversation?: string | undefined
  /** The run whose text the question is about; that whoever asks may read it is the caller's to check. */
  readonly about?: Workflow | undefined
}

export interface AnsweredQuestion {
  /** Under which the books have it: a run of its own. */
  readonly id: string
  /** Under which the books have it together with other questions, or with the run that it is about. */
  readonly conversation: string
  readonly answer: Answer
  /** Undefined when nothing was booked. */
  readonly cost: TrackCost | undefined
}

export interface AskOptions {
  /** Is told of what failed and the answer gets along without. */
  readonly trouble: (error: unknown) => void
  /** Of the question, from a surface whose requests have ids of their own. */
  readonly id?: string | undefined
}

/** Answers questions about what was read, each in a budget scope of its own. */
export class Questions {
  readonly #options: QuestionsOptions
  readonly #stopping = new AbortController()
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(options: QuestionsOptions) {
    this.#options = options
  }

  /** @throws {WorkflowSuspended} when the process stops. */
  async ask(asked: AskedQuestion, { trouble, id = newQuestionId(this.#options.newId()) }: AskOptions) {
    const { signal } = this.#stopping
    signal.throwIfAborted()
    const answered = this.#answer(id, asked, { trouble, signal })
    this.#underWay.add(answered)
    try {
      return await answered
    } finally {
      this.#underWay.delete(answered)
    }
  }

  /** Takes no more questions, and calls off those that are under way. */
  async stop(): Promise<void> {
    this.#stopping.abort(new WorkflowSuspended())
    await Promise.allSettled(this.#underWay)
  }

  async #answer(id: string, asked: AskedQuestion, context: AnsweringContext): Promise<AnsweredQuestion> {
    const { ledger, workflows, limitNanoUsd } = this.#options
    const { question, earlier, tenant, audience, user, about } = asked
    const conversation = await this.#conversationOf(asked, id)
    const attribution = { tenant, user, workflow: id, conversation }
    const scope = { id, totalNanoUsd: limitNanoUsd, attribution }
    const { answer } = await trackRequestBudget(scope, () =>
      runTask('answering', async () => {
        const text = about && (await textOfRun(about, workflows))
        const answered = await answerQuestion(
          { question, earlier, tenant, audience, about: text },
          context,
          this.#options,
        )
        await this.#book(id, answered.unmetered)
        return answered
      }),
    )
    return { id, conversation, answer, cost: trackCostOf(await ledger.entriesOf(id)) }
  }

  /** That of the run that is asked about, else that of the same person's questions before, else one of its own. */
  async #conversationOf({ about, conversation, tenant, user }: AskedQuestion, id: string): Promise<string> {
    if (about) {
      const bases = await basesOf(about, this.#options.workflows)
      return bases.at(-1) ?? about.id
    }
    if (conversation === undefined || !isQuestionId(conversation)) return id
    const entries = await this.#options.ledger.entriesOf(conversation)
    const isOwn = entries.length > 0 && entries.every((one) => one.tenant === tenant && one.user === user)
    return isOwn ? conversation : id
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

const questionPrefix = 'ask_'

function newQuestionId(randomId: string): string {
  return `${questionPrefix}${randomId.replaceAll('-', '')}`
}

function isQuestionId(id: string): boolean {
  return id.startsWith(questionPrefix)
}
