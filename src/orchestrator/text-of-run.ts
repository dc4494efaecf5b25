import type { OwnText } from '../tasks/answering/find-passages.ts'
import { transcriptionForm } from '../tasks/transcription.ts'
import { shownOutput } from './journal.ts'
import type { Workflow } from './workflow.ts'
import type { WorkflowStore } from './workflow-store.ts'

/** What a run has read, as long as it is kept. */
export async function textOfRun(
  { id, title, location }: Workflow,
  workflows: Pick<WorkflowStore, 'checkpoint'>,
): Promise<OwnText | undefined> {
  const kept = await shownOutput(id, 'transcription', transcriptionForm.schema, workflows)
  const { data } = transcriptionForm.schema.safeParse(kept?.output)
  if (!data || data.text === '') return undefined
  const url = location.kind === 'web' ? location.address : undefined
  return { text: data.text, title: title || location.address, url, workflow: id }
}
