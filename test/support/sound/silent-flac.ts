const samplesPerFrame = 4_096
const sampleRates: Readonly<Record<number, number>> = { 8000: 0x4, 16000: 0x5, 44100: 0x9 }

/**
 * A FLAC file of silence: frames of one constant each, about 17 bytes. Its header may tell another length than it plays.
 *
 * @param told seconds that the header says; undefined leaves them open, as a stream does
 */
export function silentFlac(
  seconds: number,
  { sampleRate = 44_100, told = seconds }: { sampleRate?: number; told?: number | undefined } = {},
): Uint8Array {
  const frames = Math.ceil((seconds * sampleRate) / samplesPerFrame)
  return Buffer.concat([
    streamInformation(sampleRate, Math.round((told ?? 0) * sampleRate)),
    ...Array.from({ length: frames }, (_, number) => frame(number, sampleRate)),
  ])
}

function streamInformation(sampleRate: number, samples: number): Buffer {
  const block = Buffer.alloc(42)
  block.write('fLaC', 0, 'latin1')
  block.writeUInt32BE(0x80000000 + 34, 4)
  block.writeUInt16BE(samplesPerFrame, 8)
  block.writeUInt16BE(samplesPerFrame, 10)
  // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
  block.writeBigUInt64BE((BigInt(sampleRate) << 44n) | (15n << 36n) | BigInt(samples), 18)
  return block
}

function frame(number: number, sampleRate: number): Buffer {
  const rate = sampleRates[sampleRate]
  if (rate === undefined) throw new TypeError(`No FLAC code is known for ${sampleRate} samples a second.`)
  const head = [0xff, 0xf8, 0xc0 | rate, 0x08, ...frameNumber(number)]
  const whole = [...head, checksum8(head), 0x00, 0x00, 0x00]
  const check = checksum16(whole)
  return Buffer.from([...whole, check >> 8, check & 0xff])
}

/** In the form of UTF-8, which FLAC stretches to larger numbers. */
function frameNumber(number: number): readonly number[] {
  return number < 0xd800 ? [...Buffer.from(String.fromCodePoint(number))] : [...longNumber(number)]
}

function longNumber(number: number): readonly number[] {
  const tail = (shift: number) => 0x80 | ((number >> shift) & 0x3f)
  return number < 0x10000
    ? [0xe0 | (number >> 12), tail(6), tail(0)]
    : number < 0x200000
      ? [0xf0 | (number >> 18), tail(12), tail(6), tail(0)]
      : [0xf8 | (number >> 24), tail(18), tail(12), tail(6), tail(0)]
}

function checksum8(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => {
    let value = sum ^ byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 0x80 ? ((value << 1) ^ 0x07) & 0xff : value << 1
    return value
  }, 0)
}

function checksum16(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => {
    let value = sum ^ (byte << 8)
    for (let bit = 0; bit < 8; bit += 1)
      value = value & 0x8000 ? ((value << 1) ^ 0x8005) & 0xffff : (value << 1) & 0xffff
    return value
  }, 0)
}
