import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSourceReader } from '../../src/sources/acquire-source.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'

const reader = createSourceReader({
  workers: inPlace,
  timers: new HandDrivenTimers(),
  allowHosts: [],
  limits: { documentBytes: 1000, localMediaBytes: 2000 },
})
let folder = ''

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'))
})

afterAll(async () => {
  await reader.close()
  await rm(folder, { recursive: true })
})

describe('a local source', () => {
  it('is read by its path', async () => {
    const path = await write('a note.txt', 'Hello')
    expect(await reader.read(located(path))).toEqual({
      location: path,
      url: pathToFileURL(path).href,
      type: 'text',
      text: 'Hello',
    })
  })

  it('is read by its file: address', async () => {
    const { href } = pathToFileURL(await write('ein Blatt.md', '# Blatt\n\nText'))
    expect(await reader.read(located(href))).toMatchObject({
      location: href,
      type: 'markdown',
      title: 'Blatt',
    })
  })

  it('is read from standard input, which has no address', async () => {
    const standardInput = async () => Buffer.from('<!doctype html><title>Piped</title><p>Hello')
    const source = await reader.read(located('-'), { standardInput })
    expect(source).toEqual({ location: '-', type: 'article', title: 'Piped', text: 'Hello' })
  })

  it('is refused where standard input was asked for and there is none', async () => {
    await expect(reader.read(located('-'))).rejects.toMatchObject({
      reason: 'no_standard_input',
      location: '-',
    })
  })

  it.each([
    ['no-such-file.txt', 'not_found'],
    ['', 'not_a_file'],
  ])('"%s" of a folder is %s', async (name, reason) => {
    const path = join(folder, name)
    await expect(reader.read(located(path))).rejects.toMatchObject({
      reason,
      location: path,
    })
  })

  it('below a file is not found', async () => {
    const path = join(await write('flat.txt', 'x'), 'deeper.txt')
    await expect(reader.read(located(path))).rejects.toMatchObject({ reason: 'not_found' })
  })

  it('that is a pipe or a device is refused instead of waited for', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    await expect(reader.read(located(path))).rejects.toMatchObject({
      reason: 'not_a_file',
    })
  })

  it('may be as large as the limit and no larger', async () => {
    const path = await write('limit.txt', 'a'.repeat(1000))
    expect((await reader.read(located(path))).text).toHaveLength(1000)
    await truncate(path, 1001)
    await expect(reader.read(located(path))).rejects.toMatchObject({ reason: 'too_large' })
  })

  it('may be larger when it is a recording', async () => {
    const path = await write(
      'talk.wav',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(1984)]),
    )
    expect(await reader.read(located(path))).toMatchObject({
      type: 'audio',
      media: { mediaType: 'audio/wav' },
    })
    await truncate(path, 2001)
    await expect(reader.read(located(path))).rejects.toMatchObject({ reason: 'too_large' })
  })

  it('that is larger than the limit on standard input is refused', async () => {
    const standardInput = async () => Buffer.alloc(2001, 'a')
    await expect(reader.read(located('-'), { standardInput })).rejects.toMatchObject({ reason: 'too_large' })
  })

  it('is given up when the caller aborts', async () => {
    const path = await write('abort.txt', 'x')
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(reader.read(located(path), { signal })).rejects.toThrow('enough')
  })
})
