/** Does `work` one at a time: whatever is asked for while it is under way is done once more behind it. What it rejects with, its callers get. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined
  let isStale = false
  const untilFresh = async () => {
    while (isStale) {
      isStale = false
      await work()
    }
  }
  return () => {
    isStale = true
    underWay ??= untilFresh().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
