/** Questions about what was read. */
export const answers = {
  answer: {
    nothing: 'Nothing that was read here answers that.',
  },
} as const
