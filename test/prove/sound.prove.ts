import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../support/cli/command-line.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import { answer } from '../support/providers/reply.ts'
import { type Spoken, spokenWav } from '../support/sound/spoken-wav.ts'

const hours = 3
/** Somebody speaks for half a minute of each minute. */
const spoken: readonly Spoken[] = Array.from({ length: hours * 60 }, (_, minute) => [
  minute * 60 + 5,
  minute * 60 + 35,
])
const placeNames = ['Lisbon', 'Porto', 'Hamburg', 'Bergen', 'Genoa', 'Riga', 'Tallinn', 'Malmo']

const rate = 16_000
const frame = rate / 50

/** Where a recogniser hears somebody begin in a part that it is sent: where it is loud after a pause, in seconds. */
function beginnings(audio: Uint8Array): readonly number[] {
  const samples = new Int16Array(audio.slice(44).buffer)
  const found: number[] = []
  let quiet = Number.POSITIVE_INFINITY
  for (let at = 0; at + frame <= samples.length; at += frame) {
    const isLoud = samples.subarray(at, at + frame).some((sample) => Math.abs(sample) > 500)
    if (isLoud && quiet > 0.4 * rate) found.push(at / rate)
    quiet = isLoud ? 0 : quiet + frame
  }
  return found
}

it('three hours are heard in parts: no more is billed than was held, and every time is right to half a second', async () => {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  let minute = 0
  openai.respondWith(({ audio }) => {
    const sound = audio ?? new Uint8Array(44)
    const seconds = (sound.byteLength - 44) / 2 / rate
    const segments = beginnings(sound).map((start) => ({
      start,
      end: start + 29,
      text: `The harbour of ${placeNames[minute % placeNames.length]} moved ${1_000 + minute++} tonnes of cargo in ${2000 + (minute % 25)}.`,
    }))
    const body = {
      text: segments.map(({ text }) => text).join(' '),
      duration: seconds,
      segments,
      usage: { type: 'duration', seconds: Math.ceil(seconds) },
    }
    return answer({ rawBody: JSON.stringify(body), usage: { audioSeconds: Math.ceil(seconds) } })
  })
  const cli = openCommandLine({
    settings: {
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: openai.url,
      STT_MODEL: 'openai:whisper-1',
      MODELS: 'local:extractive',
    },
  })
  const file = cli.file('talk.wav', spokenWav(hours * 3_600, spoken, 8_000))

  const { stdout, stderr } = await cli.run('run', file, '--depth', 'experimental', '--json')

  const { status, source, brief, cost, cautions } = JSON.parse(stdout)
  expect([status, cautions], stderr).toEqual(['completed', []])
  expect(Math.abs(source.duration_seconds - hours * 3_600)).toBeLessThan(0.5)
  const points: readonly { quote: string; at_seconds: number }[] = [...brief.key_points, ...brief.claims]
  const offBy = points.map(({ quote, at_seconds }) => {
    const told = Number(/moved (\d+) tonnes/.exec(quote)?.[1]) - 1_000
    return Math.abs(at_seconds - (told * 60 + 5))
  })
  expect(Math.max(...offBy)).toBeLessThan(0.5)
  const billed = openai.served.reduce((sum, { usage }) => sum + (usage.audioSeconds * 0.006) / 60, 0)
  console.log(
    `${hours} h in ${openai.served.length} parts: billed $${billed.toFixed(4)}, booked $${cost.node_costs.transcription}; ${points.length} times, the worst off by ${Math.max(...offBy).toFixed(2)} s`,
  )
  expect(cost.node_costs.transcription).toBeCloseTo(billed, 4)
  expect((await cli.run('verify')).code).toBe(0)
})
