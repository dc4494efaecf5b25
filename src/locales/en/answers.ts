/** Questions about what was read. */
export const answers = {
  answer: {
    nothing: 'Nothing that was read here answers that.',
    onlyDeep: 'Only what is read at depth deep or deeper is remembered.',
    byQuotes: 'Picked out of what was read, word for word.',
    ask: 'Ask a question',
    another: 'Ask another question',
    question: 'Your question',
    placeholder: 'What do you want to know about it?',
    thread: 'Questions: {{title}}',
    inThread: 'The answer is in {{thread}}.',
  },
} as const
