import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { evaluationForm } from '../wire/evaluation.ts'
import { writeWholeFile } from './whole-file.ts'

const fileName = 'evaluation.json'

/** What share of the facts briefs of each model told, by `<provider>:<model>`; empty where nothing was measured. */
export async function keptEvaluation(dataDirectory: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(join(dataDirectory, fileName), 'utf8').catch(() => '')
  const { data } = evaluationForm.safeParse(parsed(text))
  return new Map(data?.models.map(({ model, facts }) => [model, facts]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Models that were not measured this time stay as they are. */
export async function keepEvaluation(
  dataDirectory: string,
  measured: ReadonlyMap<string, number>,
  atMs: number,
): Promise<void> {
  const all = new Map([...(await keptEvaluation(dataDirectory)), ...measured])
  const models = [...all].map(([model, facts]) => ({ model, facts }))
  const text = JSON.stringify(evaluationForm.encode({ measured_at: atMs, models }))
  await writeWholeFile(join(dataDirectory, fileName), [`${text}\n`])
}
