import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type StepKey, stepKey } from '../ledger/journal.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { StructuredQuestion } from './structured-question.ts'

/** An answer as it came: text that may or may not be what was asked for. */
const rawAnswer = z.object({ model: z.string(), text: z.string() })
export type RawAnswer = z.infer<typeof rawAnswer>

export interface KeptAnswer<T> {
  readonly model: ModelId
  /** Undefined when the model did not answer in the form that was asked for. It is billed all the same. */
  readonly answer: T | undefined
}

/** The answer to a prompt of the question that was booked in an earlier life. */
export async function keptAnswer<T>(
  question: StructuredQuestion<T>,
  prompt: string,
): Promise<KeptAnswer<T> | undefined> {
  const raw = await question.journal?.find(answerKey(question, prompt), rawAnswer)
  const model = question.ladder.find((known) => formatModelId(known) === raw?.model)
  return raw && model && { model, answer: question.schema.safeParse(parsedJson(raw.text)).data }
}

/** A question is another when anything of it is, and when other models may answer it. */
export function answerKey<T>(
  { ladder, schema, instructions, maxOutputTokens, pictures }: StructuredQuestion<T>,
  prompt: string,
): StepKey {
  return stepKey('answer', 1, {
    models: ladder.map(formatModelId),
    schema: z.toJSONSchema(schema),
    instructions,
    prompt,
    maxOutputTokens,
    ...(pictures && { pictures: pictures.map(({ bytes }) => sha256Of(bytes)) }),
  })
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No schema takes it, as none took it when it came.
    return undefined
  }
}
