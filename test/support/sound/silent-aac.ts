/** AAC-LC in frames of their own, 8,000 samples a second, one channel, silent: about 100 bytes a second. */
export function silentAac(seconds: number): Uint8Array {
  const frame = [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]
  const head = [0xff, 0xf1, 0x6c, 0x40, 0x01, 0xbf, 0xfc]
  const frames = Math.ceil((seconds * 8_000) / 1_024)
  return Buffer.concat(Array.from({ length: frames }, () => Buffer.from([...head, ...frame])))
}
