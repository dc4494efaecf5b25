/** Browsers look for a declaration in this many bytes (HTML Standard, 2026-11: "prescan a byte stream"). */
const prescanBytes = 1024
const metaCharset = /<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i
const xmlEncoding = /^<\?xml\b[^<>]*?\bencoding\s*=\s*["']([\w:.-]+)/i

/**
 * The charset that a page declares for itself; the header of its answer takes precedence. A page whose declaration can be read
 * byte by byte is not UTF-16, whatever it says.
 */
export function findHtmlCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes))
  const charset = metaCharset.exec(start)?.[1] ?? xmlEncoding.exec(start)?.[1]
  return charset?.toLowerCase().startsWith('utf-16') ? 'utf-8' : charset
}
