/** What is told again and again, unasked. */
export const insight = {
  schedule: {
    kept: 'From now on I post the report of {{subject}}: {{line}}',
    line: '{{rhythm}}, {{place}}; next: {{next}}',
    rhythm: {
      daily: 'each day, about the day before',
      weekly: 'each week on Monday, about the week before',
      monthly: 'each month on the 1st, about the month before',
    },
    toOwners: 'to the owners of the bot',
    title: '**Reports of {{subject}} that I post**',
    none: 'No report of {{subject}} is posted.',
    stop: 'Stop {{number}}',
    stopped: 'It is not posted here any more.',
  },
} as const
