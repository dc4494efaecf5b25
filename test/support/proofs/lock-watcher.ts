import Database from 'better-sqlite3'

/** A process that takes the write lock of a file again and again, and tells, when it is asked, how long it has waited for it at most. */
const connection = new Database(process.argv[2] ?? '', { timeout: 600_000 })
const take = connection.prepare('begin immediate')
const giveBack = connection.prepare('rollback')
let longestMs = 0

process.on('message', () => {
  process.send?.(longestMs)
  longestMs = 0
})

setInterval(() => {
  const startMs = performance.now()
  take.run()
  giveBack.run()
  longestMs = Math.max(longestMs, performance.now() - startMs)
}, 2)
