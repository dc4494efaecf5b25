import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { asObject, type JsonObject } from './json-shape.ts'

export interface ReceivedRequest {
  /** ISO 8601. */
  readonly at: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly clientRequestId?: string
  /** The parsed JSON body, or the text fields of a form. */
  readonly body: JsonObject
  /** The uploaded file of a form. */
  readonly audio?: Uint8Array
}

/** Reads the request to its end. Bodies are JSON or `multipart/form-data`; others throw a SyntaxError. */
export async function receiveRequest(request: IncomingMessage, at: Date): Promise<ReceivedRequest> {
  const bytes = await buffer(request)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const clientRequestId = headers['x-client-request-id']
  return {
    at: at.toISOString(),
    path: new URL(request.url ?? '/', 'http://provider').pathname,
    headers,
    ...(clientRequestId !== undefined && { clientRequestId }),
    ...(await parseBody(bytes, headers['content-type'] ?? '')),
  }
}

async function parseBody(
  bytes: Buffer,
  contentType: string,
): Promise<Pick<ReceivedRequest, 'body' | 'audio'>> {
  if (!contentType.startsWith('multipart/form-data')) {
    return { body: bytes.length === 0 ? {} : asObject(JSON.parse(bytes.toString('utf8'))) }
  }
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData()
  const file = form.get('file')
  const fields = [...form].filter(([, value]) => typeof value === 'string')
  return {
    body: Object.fromEntries(fields),
    ...(file instanceof Blob && { audio: new Uint8Array(await file.arrayBuffer()) }),
  }
}
