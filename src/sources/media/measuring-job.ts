import { measureSound } from './measure-sound.ts'
import { quietly } from './quietly.ts'

/** Of the time that the job has: what is left then is bounded by its bytes. */
const enoughMs = 45_000

/** Seconds that a recording plays at most; a `RangeError` is that of a recording that contradicts itself. */
export async function work({ bytes }: { readonly bytes: Uint8Array }): Promise<number> {
  const start = process.cpuUsage()
  const spentMs = () => {
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1_000
  }
  const seconds = await quietly(() => measureSound(new Uint8Array(bytes), () => spentMs() < enoughMs))
  if (!Number.isFinite(seconds)) throw new RangeError('The recording has no end.')
  return seconds
}
