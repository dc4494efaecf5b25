import type { TextAnalysis } from '../brief/analysis.ts'
import type { Audience } from '../brief/audience.ts'
import type { VerifiedClaim } from '../brief/verdict.ts'
import type { Purpose, Task } from '../ledger/attribution.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { Location } from '../sources/location.ts'
import { sourceAddress } from '../sources/source-address.ts'
import {
  type AcquiredSource,
  type AcquisitionDependencies,
  acquire,
  acquisitionForm,
} from '../tasks/acquisition.ts'
import { type AnalysisDependencies, analyse, analysisForm, analysisInputs } from '../tasks/analysis.ts'
import { depthExtents } from '../tasks/depth-extent.ts'
import {
  type KnowledgeDependencies,
  knowledgeForm,
  knowledgeInputs,
  type RememberedKnowledge,
  remember,
} from '../tasks/knowledge.ts'
import type { OutputForm, TaskContext, TaskOutcome } from '../tasks/task.ts'
import {
  type Transcription,
  type TranscriptionDependencies,
  transcribeSource,
  transcriptionForm,
  transcriptionInputs,
} from '../tasks/transcription.ts'
import type { EvidencedSource, EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import {
  type VerificationDependencies,
  verificationForm,
  verificationInputs,
  verify,
} from '../tasks/verification.ts'
import type { Workers } from '../workers/workers.ts'
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
  readonly workers: Workers
  readonly acquisition: AcquisitionDependencies
  readonly transcription: TranscriptionDependencies
  readonly analysis: Omit<AnalysisDependencies, 'ladder'>
  readonly verification: Omit<VerificationDependencies, 'ladder' | 'places'>
  readonly knowledge: KnowledgeDependencies
  /** Models of a task, dearest first; empty for the built-in analyst. */
  readonly ladderOf: (task: Purpose) => readonly ModelId[]
  /** Whether a model's calls cost nothing: by its price, and as none was ever booked at a cost. */
  readonly isKnownToBeFree: (model: ModelId) => Promise<boolean>
  /** Where evidence is looked for, leaving out what is known of the source itself. */
  readonly placesFor: (workflow: {
    readonly tenant: string
    /** Who will see what is found. */
    readonly audience: Audience
    /** What the claims are from: it is no evidence for itself. */
    readonly source: EvidencedSource
  }) => readonly EvidencePlace[]
}

/** A task that has all it needs to run. */
export interface PreparedTask {
  readonly task: Task
  readonly form: OutputForm<unknown>
  /** All that its output depends on, as JSON. */
  readonly inputs: unknown
  run(context: TaskContext): Promise<TaskOutcome<unknown>>
}

export const outputForms = {
  acquisition: acquisitionForm,
  transcription: transcriptionForm,
  analysis: analysisForm,
  verification: verificationForm,
  knowledge: knowledgeForm,
} satisfies Record<Task, OutputForm<unknown>>

/** Prepares a task of a workflow that reads one source. */
export function prepareSingle(
  task: Task,
  workflow: Workflow & { readonly location: Location },
  outputs: TaskOutputs,
  dependencies: TaskDependencies,
): PreparedTask {
  const form = outputForms[task]
  switch (task) {
    case 'acquisition': {
      const { location } = workflow
      const run = (context: TaskContext) => acquire(location, context, dependencies.acquisition)
      return { task, form, inputs: { location: location.address }, run }
    }
    case 'transcription': {
      const source = needed(outputs, 'acquisition')
      const inputs = transcriptionInputs(source, dependencies.transcription)
      const run = (context: TaskContext) => transcribeSource(source, context, dependencies.transcription)
      return { task, form, inputs, run }
    }
    case 'analysis': {
      const source = needed(outputs, 'acquisition')
      const order = { title: source.title, language: workflow.language }
      const transcription = needed(outputs, 'transcription')
      const own = { ...dependencies.analysis, ladder: ladderFor(task, source, dependencies) }
      const inputs = analysisInputs(transcription, order, depthExtents[workflow.depth], own)
      return { task, form, inputs, run: (context) => analyse(transcription, order, context, own) }
    }
    case 'verification':
      return prepareVerification(workflow, outputs, dependencies)
    case 'knowledge': {
      const { url } = needed(outputs, 'acquisition')
      const { text } = needed(outputs, 'transcription')
      const source = { url, address: url && sourceAddress(url), text }
      const input = { ...source, analysis: needed(outputs, 'analysis'), audience: audienceOf(workflow) }
      const inputs = knowledgeInputs(input, workflow.id, dependencies.knowledge)
      return { task, form, inputs, run: (context) => remember(input, context, dependencies.knowledge) }
    }
    default:
      return task satisfies never
  }
}

function prepareVerification(
  workflow: Workflow,
  outputs: TaskOutputs,
  dependencies: TaskDependencies,
): PreparedTask {
  const task = 'verification'
  const { id, tenant, depth } = workflow
  const acquired = needed(outputs, 'acquisition')
  const { url } = acquired
  const { text } = needed(outputs, 'transcription')
  const { claims } = needed(outputs, 'analysis')
  const own = {
    ...dependencies.verification,
    ladder: ladderFor(task, acquired, dependencies),
    places: dependencies.placesFor({
      tenant,
      audience: audienceOf(workflow),
      source: { text, address: url && sourceAddress(url) },
    }),
  }
  return {
    task,
    form: verificationForm,
    inputs: verificationInputs(claims, text, { workflow: id, extent: depthExtents[depth] }, own),
    run: (context) => verify(claims, text, context, own),
  }
}

/** What a page shows instead of its text is not worth a model's money. */
export function ladderFor(
  task: Task,
  { withheld }: AcquiredSource,
  { ladderOf }: Pick<TaskDependencies, 'ladderOf'>,
): readonly ModelId[] {
  return withheld ? [] : ladderOf(task)
}

export function audienceOf({ visibility, user, channel }: Workflow): Audience {
  return { visibility, user, channel }
}

export function needed<T extends Task>(outputs: TaskOutputs, task: T): NonNullable<TaskOutputs[T]> {
  const output = outputs[task]
  if (output === undefined || output === null)
    throw new Error(`The output of ${task} is needed and not there.`)
  return output
}
