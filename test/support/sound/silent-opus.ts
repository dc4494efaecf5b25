/** Twenty milliseconds of silence in Opus, one channel. */
const silentPacket = Buffer.from([0xf8, 0xff, 0xfe])
const packetSamples = 960
const packetsPerPage = 50

/** An Ogg file of silent Opus. Its last page may tell another length than it plays. */
export function silentOpus(seconds: number, { told = seconds }: { readonly told?: number } = {}): Uint8Array {
  const head = Buffer.from([...Buffer.from('OpusHead', 'latin1'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])
  const tags = Buffer.from([...Buffer.from('OpusTags', 'latin1'), 0, 0, 0, 0, 0, 0, 0, 0])
  const packets = Math.ceil((seconds * 48_000) / packetSamples)
  const pages = Math.ceil(packets / packetsPerPage)
  const scale = told / seconds
  return Buffer.concat([
    page([head], { flags: 2, samples: 0, number: 0 }),
    page([tags], { flags: 0, samples: 0, number: 1 }),
    ...Array.from({ length: pages }, (_, index) => {
      const count = Math.min(packetsPerPage, packets - index * packetsPerPage)
      const played = (index * packetsPerPage + count) * packetSamples
      const samples = Math.round(played * scale)
      const content = Array.from({ length: count }, () => silentPacket)
      return page(content, { flags: index === pages - 1 ? 4 : 0, samples, number: index + 2 })
    }),
  ])
}

function page(
  packets: readonly Buffer[],
  { flags, samples, number }: { flags: number; samples: number; number: number },
): Buffer {
  const head = Buffer.alloc(27)
  head.write('OggS', 0, 'latin1')
  head.writeUInt8(flags, 5)
  head.writeBigUInt64LE(BigInt(samples), 6)
  head.writeUInt32LE(1, 14)
  head.writeUInt32LE(number, 18)
  head.writeUInt8(packets.length, 26)
  const lengths = Buffer.from(packets.map(({ byteLength }) => byteLength))
  const whole = Buffer.concat([head, lengths, ...packets])
  whole.writeUInt32LE(checksum(whole), 22)
  return whole
}

function checksum(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}
