import { type AttachedFile, type Location, locateAttachment } from '../../../src/sources/location.ts'

/** A text that somebody has attached, as a location; fails the test when it is none. */
export function attached(file: Partial<AttachedFile> = {}): Location {
  const parsed = locateAttachment({
    name: 'notes.txt',
    url: 'https://files.example.org/attachments/1/2/notes.txt?ex=1&is=2&hm=3',
    sizeBytes: 1_000,
    ...file,
  })
  if (parsed.kind === 'refused') throw new Error(`No attachment: ${parsed.problem.reason}`)
  return parsed.location
}
