import type { Note } from '../../brief/note.ts'
import type { ComparedLocations } from '../../sources/given-location.ts'
import type { Location } from '../../sources/location.ts'
import { SourceError } from '../../sources/source-error.ts'
import {
  type AcquiredSource,
  type AcquiringDependencies,
  acquireAs,
  type SourceAttempt,
  type SourceFailure,
} from '../acquisition.ts'
import type { TaskContext, TaskOutcome } from '../task.ts'

/**
 * Fetches and reads several sources, side by side and each once. One that cannot be read is told, and the others go on.
 *
 * @throws {SourceError} of the first when none can be read
 */
export async function acquireSeveral(
  { locations, address }: ComparedLocations,
  context: TaskContext,
  dependencies: AcquiringDependencies,
): Promise<TaskOutcome<AcquiredSource>> {
  const { workflow, progress } = context
  progress(0, { code: 'fetching', values: {} })
  let done = 0
  const attempts = await Promise.all(
    locations.map(async (location, index) => {
      const attempt = await attemptAt(location, () =>
        acquireAs(mediaNameOf(workflow, index), location, context, dependencies),
      )
      done += 1
      progress(done / locations.length, { code: 'fetching', values: {} })
      return attempt
    }),
  )
  if (attempts.every(({ error }) => error !== undefined)) throw attempts[0]?.error
  return {
    output: {
      location: address,
      type: 'several',
      text: '',
      sources: attempts.map(({ attempt }) => attempt),
    },
    notes: attempts.flatMap(({ notes }) => notes),
  }
}

/** The name under which the recording of one of several sources is kept. */
export function mediaNameOf(workflow: string, index: number): string {
  return `${workflow}.${index + 1}`
}

interface Attempted {
  readonly attempt: SourceAttempt
  readonly notes: readonly Note[]
  readonly error?: SourceError
}

async function attemptAt(
  location: Location,
  work: () => Promise<TaskOutcome<AcquiredSource>>,
): Promise<Attempted> {
  try {
    const { output, notes } = await work()
    return { attempt: { source: output }, notes }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const failure = sourceFailureOf(error)
    return {
      attempt: { location: location.address, failure },
      notes: [notReadNote(location.address, failure)],
      error,
    }
  }
}

export function sourceFailureOf({ problem: { reason, values } }: SourceError): SourceFailure {
  return { code: reason, values: { ...values } }
}

export function notReadNote(address: string, { code, values }: SourceFailure): Note {
  return { code: 'source_not_read', values: { address, failure: { code, values: { ...values } } } }
}
