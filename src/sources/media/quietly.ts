/** Decoders write their complaints to the console, one for each frame of a hostile file. */
export async function quietly<T>(decode: () => Promise<T>): Promise<T> {
  const { error, warn } = console
  console.error = () => undefined
  console.warn = () => undefined
  try {
    return await decode()
  } finally {
    Object.assign(console, { error, warn })
  }
}
