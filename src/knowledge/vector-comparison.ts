/** Who compares vectors: the database, by an extension of it, or each process for itself, and why. */
export type VectorComparison =
  | {
      readonly by: 'database'
      /** Of the extension, such as 0.8.6. */
      readonly version: string
    }
  | {
      readonly by: 'process'
      readonly because: 'not_installed' | 'too_old' | 'refused'
      /** The version that is too old, or what the database says. */
      readonly detail?: string | undefined
    }
