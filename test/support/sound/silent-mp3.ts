const frameBytes = 417
const framesPerSecond = 44_100 / 1_152

/**
 * An MP3 file of silence, 128 kbit/s.
 *
 * @param told seconds that its first frame says, as encoders of variable rates write it; none without
 */
export function silentMp3(seconds: number, { told }: { readonly told?: number } = {}): Uint8Array {
  const frames = Array.from({ length: Math.ceil(seconds * framesPerSecond) }, () => frame())
  return Buffer.concat(told === undefined ? frames : [informationFrame(told), ...frames])
}

function frame(): Buffer {
  const bytes = Buffer.alloc(frameBytes)
  bytes.set([0xff, 0xfb, 0x90, 0x00])
  return bytes
}

function informationFrame(told: number): Buffer {
  const bytes = frame()
  const frames = Math.round(told * framesPerSecond)
  bytes.write('Info', 36, 'latin1')
  bytes.writeUInt32BE(3, 40)
  bytes.writeUInt32BE(frames, 44)
  bytes.writeUInt32BE(frames * frameBytes, 48)
  return bytes
}
