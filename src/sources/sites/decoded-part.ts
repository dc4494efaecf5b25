/** A part of a path as people write it; as it stands where that cannot be told. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
