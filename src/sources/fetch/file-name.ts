/** The name that a `content-disposition` header gives a download: https://www.rfc-editor.org/rfc/rfc6266 (2026-11). */
export function fileNameIn(header: string | undefined): string | undefined {
  const [, encoded] = /\bfilename\*\s*=\s*utf-8'[\w-]*'([^;\s]+)/i.exec(header ?? '') ?? []
  const [, quoted, bare] = /\bfilename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '') ?? []
  return decoded(encoded) ?? quoted?.replace(/\\(.)/g, '$1') ?? bare
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name && decodeURIComponent(name)
  } catch {
    return undefined
  }
}
