import { z } from 'zod'
import { withoutSecrets } from '../without-secrets.ts'
import { ProviderCostsError } from './provider-costs-error.ts'
import type { CostMeans } from './told-costs.ts'

export interface Asked {
  /** Who is asked, for errors. */
  readonly provider: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const limitMs = 60_000
const mostAttempts = 4
const longestPauseMs = 60_000
const longestDetail = 200

/** An answer to a question that the provider does not take in this form: the caller may have another. */
interface NotTaken {
  readonly kind: 'not_taken'
  readonly status: number
}

/**
 * Asks for JSON of a form. Fractions come as the text that they were written in, so that no digit of an amount is lost. A provider that asks
 * for patience is asked again after the time that it names.
 *
 * @throws {ProviderCostsError}
 */
export async function askJson<Form extends z.ZodType>(
  asked: Asked,
  form: Form,
  means: CostMeans,
): Promise<{ readonly kind: 'told'; readonly value: z.output<Form> } | NotTaken> {
  const { provider } = asked
  const response = await answered(asked, means)
  const { status } = response
  if (status === 400 || status === 403 || status === 404) {
    await response.body?.cancel()
    return { kind: 'not_taken', status }
  }
  const text = await readText(response, provider)
  if (status === 401) throw new ProviderCostsError('key_refused', provider, detailOf(text, status))
  if (!response.ok) throw new ProviderCostsError('http_status', provider, detailOf(text, status))
  const parsed = form.safeParse(jsonIn(text))
  if (parsed.success) return { kind: 'told', value: parsed.data }
  const [issue] = parsed.error.issues
  const where = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
  throw new ProviderCostsError('broken_page', provider, where)
}

export function notTakenError(provider: string, { status }: NotTaken): ProviderCostsError {
  const reason = status === 403 ? 'key_refused' : 'http_status'
  return new ProviderCostsError(reason, provider, String(status))
}

async function answered(asked: Asked, means: CostMeans): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(asked, means)
    const isBusy = response.status === 429 || response.status === 503 || response.status === 529
    if (!isBusy) return response
    await response.body?.cancel()
    const pauseMs = pauseAskedFor(response.headers.get('retry-after'), means.now(), attempt)
    if (attempt === mostAttempts || pauseMs > longestPauseMs)
      throw new ProviderCostsError('too_many_requests', asked.provider, `${Math.ceil(pauseMs / 1_000)}`)
    await means.timers.wait(pauseMs)
  }
}

async function send({ provider, url, headers }: Asked, { fetch, timers }: CostMeans): Promise<Response> {
  try {
    // The key is not for wherever an answer points to.
    return await fetch(url, { headers, redirect: 'manual', signal: timers.after(limitMs) })
  } catch (cause) {
    throw unreachable(provider, cause)
  }
}

async function readText(response: Response, provider: string): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw new ProviderCostsError('broken_page', provider, causeOf(cause), { cause })
  }
}

function unreachable(provider: string, cause: unknown): ProviderCostsError {
  return new ProviderCostsError('unreachable', provider, causeOf(cause), { cause })
}

/** `Retry-After` has seconds or a date; without one, a second more each time. */
function pauseAskedFor(header: string | null, nowMs: number, attempt: number): number {
  const seconds = Number(header ?? Number.NaN)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000
  const atMs = Date.parse(header ?? '')
  return Number.isNaN(atMs) ? attempt * 1_000 : Math.max(0, atMs - nowMs)
}

function detailOf(text: string, status: number): string {
  const body = errorForm.safeParse(jsonIn(text))
  const says = body.success ? body.data.error.message : ''
  return [String(status), withoutSecrets(says).slice(0, longestDetail)].filter(Boolean).join(', ')
}

const errorForm = z.object({ error: z.object({ message: z.string() }) })

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return withoutSecrets(cause instanceof Error ? cause.message : String(cause)).slice(0, longestDetail)
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

/** Undefined for what is no JSON, such as half a page. */
function jsonIn(text: string): unknown {
  const exact: Reviver = (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? source : value
  try {
    return JSON.parse(text, exact as Parameters<typeof JSON.parse>[1])
  } catch {
    return undefined
  }
}
