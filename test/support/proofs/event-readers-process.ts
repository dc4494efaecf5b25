import { connect } from 'node:net'

/**
 * Many readers of live events, as a process of their own: started with an address and how many, it says `open` once all are, `told` once
 * all have seen an event of a booking, and ends when it is told to.
 */
const [, , address = '', count = '0'] = process.argv
const { hostname, port } = new URL(address)
const request = `GET /api/events HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`
const left = { open: Number(count), told: Number(count) }

function cross(step: keyof typeof left): void {
  left[step] -= 1
  if (left[step] === 0) process.send?.(step)
}

function read(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = connect(Number(port), hostname, () => void socket.write(request))
  const seen = new Set<string>()
  const sees = (event: string, chunk: string) =>
    chunk.includes(`event: ${event}\n`) && !seen.has(event) && seen.add(event)
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    if (sees('open', chunk)) {
      resolve()
      cross('open')
    }
    if (sees('booked', chunk)) cross('told')
  })
  socket.on('error', (error) => {
    throw error
  })
  return promise
}

process.on('message', () => process.exit())
// Some at a time: a listener's queue takes no more.
for (let begun = 0; begun < Number(count); begun += 200)
  await Promise.all(Array.from({ length: Math.min(200, Number(count) - begun) }, read))
