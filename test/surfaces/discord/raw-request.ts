import type { LocalDiscord } from '../../support/discord/local-discord.ts'

/** What came back; `body` is `undefined` when it was empty. */
export interface RawAnswer {
  status: number
  headers: Headers
  body: unknown
}

export interface RawFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A request as no client library would let it out: nothing is checked, retried or delayed. */
export async function rawRequest(
  discord: LocalDiscord,
  method: string,
  path: string,
  payload?: unknown,
  files: readonly RawFile[] = [],
): Promise<RawAnswer> {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(payload))
  for (const [index, { name, bytes }] of files.entries()) form.set(`files[${index}]`, new Blob([bytes]), name)
  const isForm = files.length > 0
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${discord.token}`,
      ...(!isForm && payload !== undefined && { 'content-type': 'application/json' }),
    },
    ...(isForm && { body: form }),
    ...(!isForm && payload !== undefined && { body: JSON.stringify(payload) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}
