import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readConfig } from '../../../src/app/config.ts'
import { type Autointel, openAutointel } from '../../../src/app/open-autointel.ts'
import type { WorkflowEvent } from '../../../src/orchestrator/events.ts'
import type { RunningWorkflow } from '../../../src/orchestrator/running-workflow.ts'
import type { WorkflowRequest } from '../../../src/orchestrator/workflow.ts'
import type { Timers } from '../../../src/time/timers.ts'
import type { Workers } from '../../../src/workers/workers.ts'
import { temporaryFolder } from '../ledger/temporary-books.ts'
import { startOpenAiServer } from '../providers/openai-server.ts'
import type { ProviderServer } from '../providers/provider-server.ts'
import { located } from '../sources/located.ts'
import { patientTimers } from '../time/patient-timers.ts'
import { inPlace } from '../workers/in-place.ts'

export interface TestAutointel extends Autointel {
  readonly folder: string
  readonly provider: ProviderServer
  /** Everything that has happened so far. */
  readonly events: readonly WorkflowEvent[]
  /** Writes a source and returns its path. */
  source(name: string, text: string | Uint8Array): Promise<string>
  /** Starts a workflow on a new source, or on what is asked for. */
  start(request?: RequestInWords): Promise<RunningWorkflow>
}

/** What is asked for, its location as somebody gives it. */
type RequestInWords = Partial<Omit<WorkflowRequest, 'location'>> & { readonly location?: string }

export interface AutointelOptions {
  /** Settings laid over those of a priced model behind a local provider. */
  readonly variables?: Readonly<Record<string, string>>
  /** A folder that an earlier one worked in. */
  readonly folder?: string
  readonly provider?: ProviderServer
  /** Default: {@link patientTimers} */
  readonly timers?: Timers
  /** Default: in place. */
  readonly workers?: Workers
}

export const someText =
  'The harbour of Hollowmere froze over in January. Forty ships lay in the ice until the end of March. ' +
  'Greta Olsen, who runs the port, said that it lost two million crowns.'

export async function startProvider(): Promise<ProviderServer> {
  const provider = await startOpenAiServer()
  onTestFinished(() => provider.close())
  return provider
}

/** The whole program as its surfaces get it, on files of its own and a local provider; closed after the test. */
export async function openTemporaryAutointel(options: AutointelOptions = {}): Promise<TestAutointel> {
  const folder = options.folder ?? temporaryFolder()
  const provider = options.provider ?? (await startProvider())
  const config = readConfig({
    DATA_DIR: join(folder, 'data'),
    MODELS: 'openai:gpt-4o-mini',
    EMBEDDING_MODEL: 'openai:text-embedding-3-small',
    OPENAI_BASE_URL: provider.url,
    PRICES_REFRESH_HOURS: '0',
    ...options.variables,
  })
  const autointel = await openAutointel(config, {
    timers: options.timers ?? patientTimers,
    workers: options.workers ?? inPlace,
  })
  let isOpen = true
  const close = async (graceMs?: number) => {
    if (isOpen) await autointel.close(graceMs)
    isOpen = false
  }
  onTestFinished(() => close())
  const events: WorkflowEvent[] = []
  autointel.orchestrator.subscribe((event) => events.push(event))
  const source = async (name: string, text: string | Uint8Array) => {
    const file = join(folder, 'sources', name)
    await mkdir(join(folder, 'sources'), { recursive: true })
    // Renamed into place: a workflow that is reading the file meanwhile reads all of it.
    const written = `${file}.${randomUUID()}`
    await writeFile(written, text)
    await rename(written, file)
    return file
  }
  return {
    ...autointel,
    close,
    folder,
    provider,
    events,
    source,
    start: async (request = {}) =>
      autointel.orchestrator.start({
        depth: 'quick',
        tenant: 'guild_1',
        user: '7',
        visibility: 'server',
        ...request,
        location: located(request.location ?? (await source('note.txt', someText))),
      }),
  }
}

/** The events of one workflow. */
export function eventsOf(events: readonly WorkflowEvent[], workflow: string): readonly WorkflowEvent[] {
  return events.filter((event) => event.workflow === workflow)
}
