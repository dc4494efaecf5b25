export interface ContentType {
  /** Lower case, without parameters: `text/html`. Undefined when the header is missing or malformed. */
  readonly mediaType?: string
  readonly charset?: string
}

/** Splits a `content-type` header. */
export function parseContentType(header: string | undefined): ContentType {
  const [essence = '', ...parameters] = (header ?? '').split(';')
  const mediaType = essence.trim().toLowerCase()
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*["']?([^"'\s]+)/i.exec(parameter)?.[1])
    .find((value) => value !== undefined)
  return {
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(mediaType) && { mediaType }),
    ...(charset !== undefined && { charset }),
  }
}
