import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DatabaseInPlaceError, writeWholeFile } from '../../src/app/whole-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A disk with room for so many bytes, that takes no more than 7 at a time. */
function fullAfter(bytes: number) {
  let room = bytes
  return async (path: string): Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>> => {
    const handle = await open(path, 'w')
    const write = async (buffer: Uint8Array) => {
      if (room === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      const taken = Math.min(7, room, buffer.length)
      room -= taken
      return handle.write(buffer, 0, taken)
    }
    return { write: write as FileHandle['write'], sync: () => handle.sync(), close: () => handle.close() }
  }
}

const parts = ['first,', 'second, of more than seven bytes,', '', 'трети́й\n']

describe('a file that is written part by part', () => {
  it('holds all of them, also where the disk takes little at a time, and is for its owner alone', async () => {
    const folder = temporaryFolder()
    await writeWholeFile(join(folder, 'slow.csv'), parts, fullAfter(1_000))
    await writeWholeFile(join(folder, 'whole.csv'), parts)

    expect(readFileSync(join(folder, 'slow.csv'), 'utf8')).toBe(parts.join(''))
    expect(readFileSync(join(folder, 'whole.csv'), 'utf8')).toBe(parts.join(''))
    expect(statSync(join(folder, 'whole.csv')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it.each([0, 1, 20, 45])('is as it was before where the disk is full after %d bytes', async (bytes) => {
    const folder = temporaryFolder()
    const path = join(folder, 'costs.csv')
    writeFileSync(path, 'what was there')

    await expect(writeWholeFile(path, parts, fullAfter(bytes))).rejects.toMatchObject({ code: 'ENOSPC' })

    expect(readdirSync(folder)).toEqual(['costs.csv'])
    expect(readFileSync(path, 'utf8')).toBe('what was there')
  })

  it('leaves nothing where its parts come to no end, or its name is that of a folder', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken'))
    async function* broken() {
      yield 'begun'
      throw new Error('the books cannot be read')
    }

    await expect(writeWholeFile(join(folder, 'costs.csv'), broken())).rejects.toThrow('cannot be read')
    await expect(writeWholeFile(join(folder, 'taken'), parts)).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(writeWholeFile(join(folder, 'nowhere', 'costs.csv'), parts)).rejects.toMatchObject({
      code: 'ENOENT',
    })

    expect(readdirSync(folder)).toEqual(['taken'])
  })

  it('goes where a link points, and through a pipe that is there', async () => {
    const folder = temporaryFolder()
    const [file, link, pipe] = ['costs.csv', 'latest.csv', 'pipe'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(file, 'what was there')
    symlinkSync(file, link)
    execFileSync('mkfifo', [pipe])

    await writeWholeFile(link, parts)
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeWholeFile(pipe, parts)])

    expect([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink()]).toEqual([parts.join(''), true])
    expect([read, lstatSync(pipe).isFIFO()]).toEqual([parts.join(''), true])
    expect(readdirSync(folder)).toHaveLength(3)
  })

  it('is made where a link points that points to nothing yet', async () => {
    const folder = temporaryFolder()
    const [link, file] = [join(folder, 'latest.csv'), join(folder, 'costs.csv')]
    symlinkSync('costs.csv', link)
    symlinkSync('loop.csv', join(folder, 'loop.csv'))

    await writeWholeFile(link, parts)

    expect([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink()]).toEqual([parts.join(''), true])
    await expect(writeWholeFile(join(folder, 'loop.csv'), parts)).rejects.toMatchObject({ code: 'ELOOP' })
  })

  it.each(['autointel.db', 'autointel.db-wal', 'autointel.db-shm', 'link.csv'])(
    'is not written over a database: %s',
    async (name) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'autointel.db'), 'SQLite format 3\0 and more')
      writeFileSync(join(folder, 'autointel.db-wal'), 'commits')
      symlinkSync('autointel.db', join(folder, 'link.csv'))

      await expect(writeWholeFile(join(folder, name), parts)).rejects.toBeInstanceOf(DatabaseInPlaceError)

      expect(readFileSync(join(folder, 'autointel.db'), 'latin1')).toContain('and more')
      expect(readFileSync(join(folder, 'autointel.db-wal'), 'latin1')).toBe('commits')
    },
  )
})
