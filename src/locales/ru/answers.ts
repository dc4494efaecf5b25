/** Questions about what was read. */
export const answers = {
  answer: {
    nothing: 'В прочитанном здесь ответа на это нет.',
    onlyDeep: 'Запоминается только прочитанное на глубоком уровне и глубже.',
    byQuotes: 'Выбрано из прочитанного, слово в слово.',
    ask: 'Задать вопрос',
    another: 'Задать ещё вопрос',
    question: 'Ваш вопрос',
    placeholder: 'Что вы хотите об этом узнать?',
    thread: 'Вопросы: {{title}}',
    inThread: 'Ответ — в {{thread}}.',
  },
} as const
