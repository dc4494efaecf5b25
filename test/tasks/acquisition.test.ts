import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createSourceReader, type SourceReader } from '../../src/sources/acquire-source.ts'
import { acquire } from '../../src/tasks/acquisition.ts'
import { silence } from '../llm/silence.ts'
import { temporaryFolder } from '../support/ledger/temporary-books.ts'
import { located } from '../support/sources/located.ts'
import { contextOf } from '../support/tasks/task-context.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inPlace } from '../support/workers/in-place.ts'

function openReader() {
  const reader = createSourceReader({ workers: inPlace, timers: new HandDrivenTimers(), allowHosts: [] })
  onTestFinished(() => reader.close())
  return reader
}

it('hands a text on as it is read', async () => {
  const folder = temporaryFolder()
  const location = join(folder, 'note.txt')
  await writeFile(location, 'The harbour froze in January.')
  const keepMedia = () => Promise.reject(new Error('there is no media'))

  const { output, notes } = await acquire(located(location), contextOf('quick'), {
    reader: openReader(),
    keepMedia,
  })

  expect(output).toMatchObject({ location, type: 'text', text: 'The harbour froze in January.' })
  expect(notes).toEqual([])
})

it('is told to the reader for whom it is read, and for whose eyes', async () => {
  const askers: unknown[] = []
  const reader: SourceReader = {
    read: async ({ address }, { asker } = {}) => {
      askers.push(asker)
      return { location: address, type: 'text', text: 'The harbour froze.' }
    },
    close: async () => undefined,
  }
  const audience = { visibility: 'channel', user: '7', channel: '5' } as const
  const context = { ...contextOf('quick', { tenant: 'guild_1' }), audience }

  await acquire(located('https://example.org/'), context, { reader, keepMedia: async () => '' })

  expect(askers).toEqual([{ tenant: 'guild_1', ...audience }])
})

it('keeps media in a file named after the workflow, and hands on where it lies', async () => {
  const folder = temporaryFolder()
  const location = join(folder, 'talk.wav')
  const sound = silence(1)
  await writeFile(location, sound)
  const keepMedia = async (name: string, bytes: Uint8Array) => {
    const file = join(folder, name)
    await writeFile(file, bytes)
    return file
  }

  const { output } = await acquire(located(location), contextOf('quick', { workflow: 'wf_sound' }), {
    reader: openReader(),
    keepMedia,
  })
  await rm(location)

  expect(output).toMatchObject({ type: 'audio', text: '', media: { file: join(folder, 'wf_sound') } })
  expect(JSON.parse(JSON.stringify(output))).toEqual(output)
  expect(await readFile(join(folder, 'wf_sound'))).toEqual(Buffer.from(sound))
})

it('reads standard input', async () => {
  const dependencies = {
    reader: openReader(),
    keepMedia: async () => '',
    standardInput: async () => Buffer.from('Piped in.'),
  }

  const { output } = await acquire(located('-'), contextOf('quick'), dependencies)

  expect(output).toMatchObject({ location: '-', text: 'Piped in.' })
})
