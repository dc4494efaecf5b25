/** Whether discord.js could not read something that Discord has sent. It is lost with that alone: nothing of ours was begun. */
export function isOddPacket(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const [where = '', ...from] = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return (
    /[\\/]node_modules[\\/]discord\.js[\\/]/.test(where) && from.some((line) => line.includes('handlePacket'))
  )
}
