/**
 * Whether one name is the other with a version behind it: `gpt-4o-2024-11-20`, `gpt-4o-latest` and `gemini-2.5-pro-preview-06-05` are
 * versions of what stands before. What stands before a slash does not count, nor does the case of letters.
 */
export function isVersionOf(asked: string, served: string): boolean {
  const [one, other] = [bareName(asked), bareName(served)]
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  return longer.startsWith(shorter) && versionEnd.test(longer.slice(shorter.length))
}

/** Dates and numbers of builds, but not `-5`, which is another model. */
const versionEnd =
  /^(?:[-@:](?:latest|preview|exp|experimental|free|20\d\d-?\d\d-?\d\d|\d{3,4}|\d\d-\d\d(?:\d\d)?|v\d+(?::\d+)?|[\d.]+b))*$/

function bareName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1).toLowerCase()
}
