/**
 * From here on YouTube is read with the help of a JavaScript runtime, and without it is not:
 * https://github.com/yt-dlp/yt-dlp/issues/15012 (2026-11).
 */
export const oldestYtDlp = '2025.11.12'

/** `2026.03.04`, nightly ones with more numbers; undefined for what is none. */
export function readVersion(output: string): string | undefined {
  return /^\d{4}\.\d{2}\.\d{2}(?:\.\d+)*/.exec(output.trim())?.[0]
}

export function isTooOld(version: string): boolean {
  return version < oldestYtDlp
}
