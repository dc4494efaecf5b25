import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pictureOf, scanOf } from '../../support/sources/text-picture.ts'
import { openCli } from './run-cli.ts'

const lines = [
  'The council approved the new bridge on Tuesday.',
  'It will cost 40 million euros and open in 2028.',
  'Work begins in March, after the fish have spawned.',
]
const more = [
  'Residents of the lower town had asked for a tunnel.',
  'The council found that it was too dear.',
]

async function read(name: string, bytes: Uint8Array, settings: Readonly<Record<string, string>> = {}) {
  const cli = openCli(settings)
  const file = join(cli.folder, name)
  writeFileSync(file, bytes)
  const { code, stdout, stderr } = await cli.run('run', file, '--json')
  return { code, stderr, result: stdout === '' ? undefined : JSON.parse(stdout) }
}

describe('text in pictures', () => {
  it('is recognised on this machine, for nothing, and the brief says how sure that is', async () => {
    const { code, result } = await read('notice.png', pictureOf(lines))
    expect([code, result.source.type, result.cost.total_cost]).toEqual([0, 'picture', 0])
    expect(result.brief.summary).toContain('The council approved the new bridge on Tuesday.')
    expect(result.notes).toContainEqual(expect.stringMatching(/^The text was recognised in pictures \(9\d/))
  })

  it('is read page by page in a scan', async () => {
    const { code, result } = await read('minutes.pdf', scanOf([lines, more]))
    expect([code, result.source.type, result.source.pages]).toEqual([0, 'pdf', 2])
    const said = JSON.stringify(result.brief)
    expect(said).toContain('40 million euros')
    expect(said).toContain('asked for a tunnel')
    expect(result.notes).toContainEqual(expect.stringContaining('pages: 2 of 2'))
  })

  it('is read in a scan as scanners write it, whose picture is JBIG2', async () => {
    const scan = readFileSync(new URL('../../fixtures/scans/jbig2.pdf', import.meta.url))
    const { code, result } = await read('minutes.pdf', scan)
    expect([code, result.source.type]).toEqual([0, 'pdf'])
    expect(JSON.stringify(result.brief)).toContain('It will cost 40 million euros and open in 2028.')
  })

  it('that cannot be made out is refused in a sentence', async () => {
    const { code, result } = await read('dots.png', pictureOf(['· ˙ ·', '~']))
    expect([code, result.failure.code]).toEqual([1, 'unclear_picture'])
  })

  it.each([
    ['notice.png', pictureOf(lines), 'picture_of_text'],
    ['minutes.pdf', scanOf([lines]), 'empty_scan'],
  ])('of %s is not read where that is turned off', async (name, bytes, reason) => {
    const { code, result } = await read(name, bytes, { OCR_LANGUAGES: 'none' })
    expect([code, result.failure.code, result.cost.total_cost]).toEqual([1, reason, 0])
  })

  it('that is damaged is told as unreadable', async () => {
    const { code, result } = await read('broken.png', pictureOf(lines).subarray(0, 400))
    expect([code, result.status]).toEqual([1, 'failed'])
    expect(result.failure.code).toBe('unreadable')
  })

  it('in a language that is not installed stops the start, with what to do', async () => {
    const { code, stderr } = await read('notice.png', pictureOf(lines), { OCR_LANGUAGES: 'eng,tlh' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/OCR_LANGUAGES.*@tesseract\.js-data/s)
  })
})
