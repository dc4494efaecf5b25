import { DiscordApiError } from '../api-error.ts'
import type { UploadedFile } from '../payload/message-body.ts'

export interface ParsedBody {
  body: unknown
  files: readonly UploadedFile[]
}

/** JSON as it is, a form of names and values, or a form with `payload_json` and `files[n]`. Throws 50109 for anything else. */
export async function parseBody(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<ParsedBody> {
  if (bytes.byteLength === 0) return { body: undefined, files: [] }
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return { body: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))), files: [] }
  if (!contentType.startsWith('multipart/form-data')) {
    return { body: parseJson(bytes.toString('utf8')), files: [] }
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  const files: UploadedFile[] = []
  for (const [key, value] of form.entries()) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1]
    if (index === undefined || typeof value === 'string') continue
    files.push({
      index: Number(index),
      name: value.name,
      contentType: value.type,
      bytes: await value.bytes(),
    })
  }
  const json = form.get('payload_json')
  return { body: typeof json === 'string' ? parseJson(json) : {}, files }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DiscordApiError('invalidJson')
  }
}
