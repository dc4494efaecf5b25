import { describe, expect, it, onTestFinished } from 'vitest'
import { measureRecording } from '../../../src/sources/media/measure-recording.ts'
import { measureSound } from '../../../src/sources/media/measure-sound.ts'
import { openWorkers } from '../../../src/workers/open-workers.ts'
import { WorkFailedError } from '../../../src/workers/work-failed-error.ts'
import type { Workers } from '../../../src/workers/workers.ts'
import { silence } from '../../llm/silence.ts'
import { silentAac } from '../../support/sound/silent-aac.ts'
import { silentFlac } from '../../support/sound/silent-flac.ts'
import { silentM4a } from '../../support/sound/silent-m4a.ts'
import { silentMp3 } from '../../support/sound/silent-mp3.ts'
import { silentOpus } from '../../support/sound/silent-opus.ts'
import { patientTimers } from '../../support/time/patient-timers.ts'
import { inPlace } from '../../support/workers/in-place.ts'

const measured = (bytes: Uint8Array) => measureRecording(bytes, inPlace)

/** A WAV file with another sampling of its header: how long its chunk of data is said to be. */
function withDataLength(wav: Uint8Array, bytes: number): Uint8Array {
  const changed = Buffer.from(wav)
  changed.writeUInt32LE(bytes, 40)
  return changed
}

describe('the length of a recording', () => {
  it.each([
    ['WAV', silence(90.5), 90.5],
    ['MP3', silentMp3(60), 60],
    ['AAC', silentAac(60), 60],
    ['FLAC', silentFlac(60), 60],
    ['FLAC of another rate', silentFlac(60, { sampleRate: 16_000 }), 60],
    ['M4A', silentM4a(60), 60],
    ['M4A with its index at the end', silentM4a(60, { indexAt: 'end' }), 60],
    ['Opus', silentOpus(60), 60],
  ])('of %s is what it plays, and at most two seconds more', async (_name, bytes, seconds) => {
    const measurement = await measured(bytes)

    expect(measurement).toEqual({ kind: 'measured', seconds: expect.any(Number) })
    const { seconds: told } = measurement as { seconds: number }
    expect(told).toBeGreaterThanOrEqual(seconds)
    expect(told).toBeLessThanOrEqual(seconds + 2)
  })

  it.each([
    ['FLAC whose header says one second', silentFlac(3_600, { told: 1 }), 3_600],
    ['FLAC whose header leaves it open', silentFlac(60, { told: 0 }), 60],
    ['M4A whose headers and edits say one second', silentM4a(3_600, { told: 1, indexAt: 'end' }), 3_600],
    ['M4A whose second track plays on', silentM4a([1, 60], { told: 1 }), 60],
    ['Opus whose last page says one second', silentOpus(60, { told: 1 }), 60],
    ['MP3 whose first frame says one second', silentMp3(60, { told: 1 }), 60],
    ['WAV whose header says one second', withDataLength(silence(60), 8_000), 60],
    ['WAV of a stream, whose header says nothing', withDataLength(silence(60), 0xffffffff), 60],
  ])('of %s is not believed', async (_name, bytes, seconds) => {
    const measurement = await measured(bytes)

    const { seconds: told } = measurement as { seconds: number }
    expect(told).toBeGreaterThanOrEqual(seconds)
    expect(told).toBeLessThanOrEqual(seconds + 3)
  })

  it('counts bytes that the decoder does not reach as silence of the lowest rate', async () => {
    const junk = Buffer.alloc(15_000, 0x11)

    const measurement = await measured(Buffer.concat([silentAac(60), junk]))

    // 64 bytes a second, and what the decoder had read ahead.
    const { seconds } = measurement as { seconds: number }
    expect(seconds).toBeGreaterThan(60 + 15_000 / 64 - 2_048 / 64)
  })

  it.each([
    [
      'a format that nobody decodes, at 250 bytes a second',
      Buffer.from('#!SILK_V3 and so on'.padEnd(25_000)),
      100,
    ],
    [
      'an MP3 of noise, at 150 bytes a second',
      Buffer.concat([silentMp3(0.1), Buffer.alloc(150_000, 0x11)]),
      990,
    ],
  ])('is bounded by its bytes for %s', async (_name, bytes, seconds) => {
    const measurement = await measured(bytes)

    expect((measurement as { seconds: number }).seconds).toBeGreaterThanOrEqual(seconds)
  })

  it('is bounded by the bytes that are left when the time of the processor is used up', async () => {
    const bytes = silentMp3(600)

    const seconds = await measureSound(bytes, () => false)

    expect(seconds).toBeGreaterThan((bytes.byteLength - 10_000) / 150)
    expect(seconds).toBeLessThan(bytes.byteLength / 150 + 10)
  })

  it.each(['out_of_time', 'out_of_memory', 'crashed'] as const)(
    'is bounded by the bytes when the decoder does not come to an end: %s',
    async (failure) => {
      const failing: Workers = { ...inPlace, run: () => Promise.reject(new WorkFailedError(failure)) }
      const bytes = silentOpus(600)

      expect(await measureRecording(bytes, failing)).toEqual({
        kind: 'measured',
        seconds: Math.ceil(bytes.byteLength / 16) + 1,
      })
    },
  )

  it('is measured in another process, which leaves the recording as it is', async () => {
    const workers = openWorkers({ timers: patientTimers, size: 1 })
    onTestFinished(() => workers.close())
    const bytes = silentOpus(60, { told: 1 })
    const before = Buffer.from(bytes)

    expect(await measureRecording(bytes, workers)).toEqual({ kind: 'measured', seconds: 61 })
    expect(before.equals(bytes)).toBe(true)
  })

  it('is unknown for samples that lie upon one another, each played for itself', async () => {
    expect(await measured(silentM4a(3_600, { sharesBytes: true }))).toEqual({
      kind: 'damaged',
      detail: 'The samples of the movie are larger than the file.',
    })
  })

  it('is not looked for any more when nobody waits', async () => {
    const measuring = measureRecording(silence(1), inPlace, AbortSignal.abort(new Error('Not wanted.')))

    await expect(measuring).rejects.toThrow('Not wanted.')
  })
})
