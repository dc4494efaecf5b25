import { nameLocation } from '../name-location.ts'
import { SourceError } from '../source-error.ts'

export function emptySource(
  location: string,
  hint = 'Check that it is the right link or file.',
): SourceError {
  return new SourceError('empty', location, {
    message: `There is no text in ${nameLocation(location)}.`,
    hint,
  })
}

export function unreadableSource(
  location: string,
  options: { readonly expected: string; readonly hint: string; readonly cause?: unknown },
): SourceError {
  return new SourceError('unreadable', location, {
    message: `${nameLocation(location)} could not be read as ${options.expected}.`,
    hint: options.hint,
    cause: options.cause,
  })
}
