import type { Claim, TextAnalysis } from '../brief/analysis.ts'
import type { VerifiedClaim } from '../brief/verdict.ts'
import type { Task } from '../ledger/attribution.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { type AcquiredSource, type AcquisitionDependencies, acquire } from '../tasks/acquisition.ts'
import { type AnalysisDependencies, analyse } from '../tasks/analysis.ts'
import { type KnowledgeDependencies, type RememberedKnowledge, remember } from '../tasks/knowledge.ts'
import type { TaskContext, TaskOutcome } from '../tasks/task.ts'
import {
  type Transcription,
  type TranscriptionDependencies,
  transcribeSource,
} from '../tasks/transcription.ts'
import type { EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import { type VerificationDependencies, verify } from '../tasks/verification.ts'
import type { Workflow } from './workflow.ts'

/** What the finished tasks of a workflow have handed on. */
export interface TaskOutputs {
  acquisition?: AcquiredSource
  transcription?: Transcription
  analysis?: TextAnalysis
  verification?: readonly VerifiedClaim[]
  knowledge?: RememberedKnowledge
}

export interface TaskDependencies {
  readonly acquisition: AcquisitionDependencies
  readonly transcription: TranscriptionDependencies
  readonly analysis: Omit<AnalysisDependencies, 'ladder'>
  readonly verification: Omit<VerificationDependencies, 'ladder' | 'places'>
  readonly knowledge: KnowledgeDependencies
  /** Models of a task, dearest first; empty for the built-in analyst. */
  readonly ladderOf: (task: Task) => readonly ModelId[]
  /** Whether a model's calls cost nothing. */
  readonly isFree: (model: ModelId) => boolean
  /** Where evidence is looked for, leaving out what is known of the source itself. */
  readonly placesFor: (workflow: {
    readonly tenant: string
    readonly url: string | undefined
  }) => readonly EvidencePlace[]
}

/** Runs one task on what the tasks before it have handed on. */
export function runWorkflowTask(
  task: Task,
  workflow: Workflow,
  outputs: TaskOutputs,
  context: TaskContext,
  dependencies: TaskDependencies,
): Promise<TaskOutcome<unknown>> {
  switch (task) {
    case 'acquisition':
      return acquire(workflow, context, dependencies.acquisition)
    case 'transcription':
      return transcribeSource(needed(outputs, 'acquisition'), context, dependencies.transcription)
    case 'analysis': {
      const { title } = needed(outputs, 'acquisition')
      const ladder = dependencies.ladderOf(task)
      return analyse(needed(outputs, 'transcription'), title, context, { ...dependencies.analysis, ladder })
    }
    case 'verification': {
      const { url } = needed(outputs, 'acquisition')
      const claims: readonly Claim[] = needed(outputs, 'analysis').claims
      return verify(claims, needed(outputs, 'transcription').text, context, {
        ...dependencies.verification,
        ladder: dependencies.ladderOf(task),
        places: dependencies.placesFor({ tenant: workflow.tenant, url }),
      })
    }
    case 'knowledge': {
      const { url } = needed(outputs, 'acquisition')
      const { text } = needed(outputs, 'transcription')
      return remember({ url, text, analysis: needed(outputs, 'analysis') }, context, dependencies.knowledge)
    }
    default:
      return task satisfies never
  }
}

function needed<T extends Task>(outputs: TaskOutputs, task: T): NonNullable<TaskOutputs[T]> {
  const output = outputs[task]
  if (output === undefined || output === null)
    throw new Error(`The output of ${task} is needed and not there.`)
  return output
}
