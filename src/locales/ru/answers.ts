/** Questions about what was read. */
export const answers = {
  answer: {
    nothing: 'В прочитанном здесь ответа на это нет.',
  },
} as const
