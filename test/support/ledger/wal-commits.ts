import { readFileSync } from 'node:fs'

const headerBytes = 32
const frameHeaderBytes = 24

/**
 * How many transactions the write-ahead log of a database holds: its frames that carry the size of the database
 * end a commit. Layout: https://www.sqlite.org/fileformat2.html#walformat (2026-11).
 */
export function countWalCommits(databasePath: string): number {
  const log = readFileSync(`${databasePath}-wal`)
  if (log.length < headerBytes) return 0
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8)
  const salts = log.subarray(16, 24)
  let commits = 0
  for (let at = headerBytes; at + frameBytes <= log.length; at += frameBytes) {
    const isCurrent = log.subarray(at + 8, at + 16).equals(salts)
    if (isCurrent && log.readUInt32BE(at + 4) > 0) commits += 1
  }
  return commits
}
