/**
 * Stands in for the real estimates in processes that are started hundreds of times, where loading an encoding would take longer than all
 * else: one token for three characters, which is more than the local provider counts.
 */
export function estimateTokens(text: string): number {
  return estimateTokensFromLength(text.length)
}

export function estimateMessageTokens(messages: readonly string[]): number {
  return messages.reduce((total, text) => total + estimateTokens(text) + 8, 32)
}

export function estimateTokensFromLength(characters: number): number {
  return Math.ceil(characters / 3)
}

export function mostMessageTokens(messages: readonly string[]): number {
  return estimateMessageTokens(messages)
}
