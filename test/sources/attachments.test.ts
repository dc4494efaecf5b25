import { describe, expect, it, onTestFinished } from 'vitest'
import { createSourceReader, type SourceReader } from '../../src/sources/acquire-source.ts'
import { attached } from '../support/sources/attached.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { type LoopbackServer, serveBody } from './loopback-server.ts'

const limits = { documentBytes: 1_000, remoteMediaBytes: 5_000 }

async function openServer(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ server: LoopbackServer; url: string; reader: SourceReader }> {
  const server = await serveBody(body, headers)
  const reader = createSourceReader({
    workers: inPlace,
    timers: new HandDrivenTimers(),
    allowHosts: [server.host],
    limits,
  })
  onTestFinished(async () => {
    await reader.close()
    await server[Symbol.asyncDispose]()
  })
  return { server, url: `${server.origin}/attachments/1/2/file?ex=1&hm=secret`, reader }
}

describe('an attachment', () => {
  it('is fetched and read under its name; its signed address is not handed on', async () => {
    const { url, reader } = await openServer('# Minutes\n\nAll were there.', { 'content-type': 'text/plain' })

    const source = await reader.read(attached({ name: 'minutes.md', url }))

    expect(source).toMatchObject({ location: 'minutes.md', type: 'markdown', title: 'Minutes' })
    expect(JSON.stringify(source)).not.toContain('secret')
  })

  it('is read as what was declared with it where the server declares nothing', async () => {
    const { url, reader } = await openServer('<p>All were there.</p>')
    const location = attached({ name: 'minutes', url, mediaType: 'text/html; charset=utf-8' })

    expect(await reader.read(location)).toMatchObject({ type: 'article', text: 'All were there.' })
  })

  it.each([
    ['notes.txt', 'text/plain', 1_000],
    ['song.mp3', 'audio/mpeg', 5_000],
  ])('%s is fetched up to what is read of its kind', async (name, mediaType, sizeBytes) => {
    const { server, url, reader } = await openServer('a'.repeat(10), { 'content-type': mediaType })

    const [atLimit, above] = await Promise.allSettled(
      [sizeBytes, sizeBytes + 1].map((size) =>
        reader.read(attached({ name, url, mediaType, sizeBytes: size })),
      ),
    )

    expect(atLimit).not.toMatchObject({ reason: { problem: { reason: 'too_large' } } })
    expect(above).toMatchObject({ reason: { problem: { reason: 'too_large' }, location: name } })
    expect(server.requests).toHaveLength(1)
  })

  it('that is larger than it says is not taken in', async () => {
    const { url, reader } = await openServer('a'.repeat(1_001), { 'content-type': 'text/plain' })

    await expect(reader.read(attached({ url, sizeBytes: 1 }))).rejects.toMatchObject({
      problem: { reason: 'too_large' },
    })
  })

  it('of a kind that is not read is refused before it is fetched', async () => {
    const { server, url, reader } = await openServer('')
    const location = attached({ name: 'all.rar', url, mediaType: 'application/vnd.rar' })

    await expect(reader.read(location)).rejects.toMatchObject({ problem: { reason: 'unsupported_type' } })
    expect(server.requests).toEqual([])
  })

  it('is fetched from no private address, and the error does not name the signed one', async () => {
    const reader = createSourceReader({ workers: inPlace, timers: new HandDrivenTimers(), allowHosts: [] })
    onTestFinished(() => reader.close())
    const location = attached({ url: 'http://127.0.0.1/attachments/1/2/notes.txt?hm=secret' })

    const reading = reader.read(location)

    await expect(reading).rejects.toMatchObject({ problem: { reason: 'forbidden_address' } })
    await expect(reading).rejects.toThrow(/^notes\.txt: /)
  })
})
