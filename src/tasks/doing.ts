type None = Readonly<Record<string, never>>

interface DoingValues {
  readonly fetching: None
  readonly transcribing: None
  readonly reading_pictures: { readonly page: number; readonly of: number }
  readonly reading: None
  readonly reading_part: { readonly part: number; readonly of: number }
  readonly merging: None
  readonly finding_evidence: { readonly claim: number; readonly of: number }
  readonly weighing: None
  readonly remembering: None
}

/** What a task is doing at the moment, for progress: a code and values, such as `{ code: 'reading_part', values: { part: 2, of: 5 } }`. */
export type Doing = {
  [Code in keyof DoingValues]: { readonly code: Code; readonly values: DoingValues[Code] }
}[keyof DoingValues]
