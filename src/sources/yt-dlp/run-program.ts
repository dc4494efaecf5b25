import { spawn } from 'node:child_process'

interface Finished {
  /** Undefined where it was killed. */
  readonly code: number | undefined
  readonly output: Uint8Array
  /** The end of what it complained of. */
  readonly complaint: string
}

const complaintCharacters = 2_000

/**
 * Runs a program to its end, without a shell; killed when it writes too much and when the signal aborts.
 *
 * @throws what `spawn` does, such as `ENOENT` where there is no such program; the signal's reason
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env: Readonly<Record<string, string>>
    readonly mostBytes: number
    readonly signal: AbortSignal
  },
): Promise<Finished> {
  const { cwd, env, mostBytes, signal } = options
  signal.throwIfAborted()
  // A group of its own, so that what it starts ends with it.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Uint8Array[] = []
  let length = 0
  let complaint = ''
  const kill = () => killGroup(child.pid)
  signal.addEventListener('abort', kill)
  child.stdout.on('data', (chunk: Uint8Array) => {
    length += chunk.byteLength
    if (length > mostBytes) kill()
    else chunks.push(chunk)
  })
  child.stderr.on('data', (chunk: Uint8Array) => {
    complaint = (complaint + Buffer.from(chunk).toString()).slice(-complaintCharacters)
  })
  try {
    const code = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (ended) => resolve(ended ?? undefined))
    })
    signal.throwIfAborted()
    return { code, output: Buffer.concat(chunks), complaint }
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
