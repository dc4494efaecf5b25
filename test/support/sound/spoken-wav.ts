/** Resonances of vowels, in hertz. */
const vowels = [
  [730, 1_090, 2_440],
  [270, 2_290, 3_010],
  [300, 870, 2_240],
  [530, 1_840, 2_480],
  [570, 840, 2_410],
] as const
const bandwidths = [80, 100, 140] as const
const levels = [1, 0.6, 0.3] as const
const syllableSeconds = 0.22
const voiceRate = 16_000

/**
 * Something that a detector takes for speech, and that says nothing: vowels, syllable by syllable, from pulses of a voice that rings in
 * three resonances. The same every time.
 */
function voice(seconds: number): Float32Array {
  const sampleRate = voiceRate
  const samples = new Float32Array(Math.round(seconds * sampleRate))
  const rings = bandwidths.map(() => [0, 0])
  let phase = 0
  for (let index = 0; index < samples.length; index += 1) {
    const time = index / sampleRate
    const syllable = Math.floor(time / syllableSeconds)
    const within = (time / syllableSeconds) % 1
    phase += (120 + 25 * Math.sin(2 * Math.PI * time * 0.7) - 8 * within) / sampleRate
    const pulse = phase >= 1 ? 1 : 0
    phase -= pulse
    const vowel = vowels[(syllable * 7 + (syllable >> 2)) % vowels.length] ?? vowels[0]
    const loudness = within < 0.15 ? within / 0.15 : within > 0.8 ? (1 - within) / 0.2 : 1
    let sum = 0
    for (const [number, ring] of rings.entries()) {
      const damping = Math.exp((-Math.PI * (bandwidths[number] ?? 0)) / sampleRate)
      const turn = 2 * damping * Math.cos((2 * Math.PI * (vowel[number] ?? 0)) / sampleRate)
      const [last = 0, beforeLast = 0] = ring
      const next = pulse + turn * last - damping * damping * beforeLast
      rings[number] = [next, last]
      sum += next * (levels[number] ?? 0)
    }
    samples[index] = Math.max(-1, Math.min(1, sum * 0.12 * loudness))
  }
  return samples
}

const patternSeconds = 22
const patterns = new Map<number, Int16Array>()

/** The voice at a rate, to be repeated, as whole numbers of 16 bits. */
function patternAt(sampleRate: number): Int16Array {
  const known = patterns.get(sampleRate)
  if (known) return known
  const samples = voice(patternSeconds)
  const pattern = Int16Array.from({ length: patternSeconds * sampleRate }, (_, index) => {
    const at = (index * voiceRate) / sampleRate
    const before = samples[Math.floor(at)] ?? 0
    const after = samples[Math.floor(at) + 1] ?? before
    return Math.round((before + (after - before) * (at % 1)) * 32_767)
  })
  patterns.set(sampleRate, pattern)
  return pattern
}

/** From and to which second somebody speaks. */
export type Spoken = readonly [from: number, to: number]

/** A WAV file of so many seconds in which somebody speaks at these times, and it is silent else. */
export function spokenWav(
  seconds: number,
  spoken: readonly Spoken[] = [[0, seconds]],
  sampleRate = 8_000,
): Uint8Array {
  const samples = Math.round(seconds * sampleRate)
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(sampleRate, 24)
  file.writeUInt32LE(sampleRate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples * 2, 40)
  const pattern = patternAt(sampleRate)
  const sound = new Int16Array(samples)
  for (const [from, to] of spoken)
    for (let index = Math.round(from * sampleRate); index < Math.min(samples, to * sampleRate); index += 1)
      sound[index] = pattern[(index - Math.round(from * sampleRate)) % pattern.length] ?? 0
  file.set(new Uint8Array(sound.buffer), 44)
  return file
}
