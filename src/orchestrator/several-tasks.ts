import type { Task } from '../ledger/attribution.ts'
import type { ComparedLocations } from '../sources/given-location.ts'
import { sourceAddress } from '../sources/source-address.ts'
import { depthExtents } from '../tasks/depth-extent.ts'
import { acquireSeveral } from '../tasks/several/acquire-several.ts'
import { analyseSeveral, severalAnalysisInputs } from '../tasks/several/analyse-several.ts'
import {
  rememberedParts,
  rememberSeveral,
  severalKnowledgeInputs,
} from '../tasks/several/remember-several.ts'
import { partsOf, type SourcePart } from '../tasks/several/source-parts.ts'
import { severalTranscriptionInputs, transcribeSeveral } from '../tasks/several/transcribe-several.ts'
import type { TaskContext } from '../tasks/task.ts'
import type { EvidencePlace } from '../tasks/verification/gather-evidence.ts'
import { verificationInputs, verify } from '../tasks/verification.ts'
import type { Workflow } from './workflow.ts'
import {
  audienceOf,
  ladderFor,
  needed,
  outputForms,
  type PreparedTask,
  type TaskDependencies,
  type TaskOutputs,
} from './workflow-tasks.ts'

/** A workflow that compares. */
export type ComparingWorkflow = Workflow & { readonly location: ComparedLocations }

/** Prepares a task of a workflow that compares several sources. */
export function prepareComparing(
  task: Task,
  workflow: ComparingWorkflow,
  outputs: TaskOutputs,
  dependencies: TaskDependencies,
): PreparedTask {
  const form = outputForms[task]
  switch (task) {
    case 'acquisition': {
      const { location } = workflow
      const run = (context: TaskContext) => acquireSeveral(location, context, dependencies.acquisition)
      return { task, form, inputs: { location: location.address }, run }
    }
    case 'transcription': {
      const { sources = [] } = needed(outputs, 'acquisition')
      const inputs = severalTranscriptionInputs(sources, dependencies.transcription)
      const run = (context: TaskContext) => transcribeSeveral(sources, context, dependencies.transcription)
      return { task, form, inputs, run }
    }
    case 'analysis': {
      const parts = readParts(outputs)
      const own = {
        ...dependencies.analysis,
        language: workflow.language,
        ladderFor: (part: SourcePart | undefined) => ladderOfParts(task, part ? [part] : parts, dependencies),
      }
      const inputs = severalAnalysisInputs(parts, depthExtents[workflow.depth], own)
      return { task, form, inputs, run: (context) => analyseSeveral(parts, context, own) }
    }
    case 'verification':
      return prepareVerification(workflow, outputs, dependencies)
    case 'knowledge': {
      const remembered = rememberedParts(
        readParts(outputs),
        needed(outputs, 'analysis'),
        audienceOf(workflow),
      )
      const inputs = severalKnowledgeInputs(remembered, workflow.id, dependencies.knowledge)
      const run = (context: TaskContext) => rememberSeveral(remembered, context, dependencies.knowledge)
      return { task, form, inputs, run }
    }
    default:
      return task satisfies never
  }
}

function prepareVerification(
  workflow: ComparingWorkflow,
  outputs: TaskOutputs,
  dependencies: TaskDependencies,
): PreparedTask {
  const task = 'verification'
  const { id, tenant, depth } = workflow
  const parts = readParts(outputs)
  const { text } = needed(outputs, 'transcription')
  const { claims } = needed(outputs, 'analysis')
  const places = dependencies.placesFor({
    tenant,
    audience: audienceOf(workflow),
    source: { text, address: undefined },
  })
  const own = {
    ...dependencies.verification,
    ladder: ladderOfParts(task, parts, dependencies),
    places: places.map((place) => apartFrom(parts, place)),
  }
  return {
    task,
    form: outputForms[task],
    inputs: verificationInputs(claims, text, { workflow: id, extent: depthExtents[depth] }, own),
    run: (context) => verify(claims, text, context, own),
  }
}

/** None of the sources is evidence for what they say. */
function apartFrom(parts: readonly SourcePart[], place: EvidencePlace): EvidencePlace {
  const own = new Set(parts.flatMap(({ source: { url } }) => (url && sourceAddress(url)) || []))
  return {
    ...place,
    find: async (claim, options) => {
      const found = await place.find(claim, options)
      return found.filter(({ url }) => !own.has((url && sourceAddress(url)) || ''))
    },
  }
}

/** What a page shows instead of its text is not worth a model's money: models are asked where some source has its text. */
function ladderOfParts(task: Task, parts: readonly SourcePart[], dependencies: TaskDependencies) {
  const whole = parts.find(({ source }) => !source.withheld) ?? parts[0]
  return whole ? ladderFor(task, whole.source, dependencies) : []
}

function readParts(outputs: TaskOutputs): readonly SourcePart[] {
  return partsOf(needed(outputs, 'acquisition'), needed(outputs, 'transcription'))
}
