import { t } from './texts.ts'

/** An answer that is none: by RFC 9457. */
class ApiProblem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** @throws {ApiProblem} */
export async function api<Answer>(path: string, method: Method = 'GET', body?: object): Promise<Answer> {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiProblem(0, 'unreachable', t('page.problem.unreachable'))
  })
  if (response.status === 401) location.reload()
  if (response.ok) return response.status === 204 ? (undefined as Answer) : response.json()
  const { code = '', detail } = await response.json().catch(() => ({}))
  throw new ApiProblem(response.status, code, detail ?? t('page.problem.unexpected'))
}

/** As an address takes it: values that are not there are left out. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Works again when it was asked for meanwhile, and never twice at a time. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false
  let isAskedFor = false
  return async () => {
    isAskedFor = true
    if (isRunning) return
    isRunning = true
    try {
      while (isAskedFor) {
        isAskedFor = false
        await work()
      }
    } finally {
      isRunning = false
    }
  }
}
