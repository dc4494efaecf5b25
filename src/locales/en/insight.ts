/** What is told again and again, unasked. */
export const insight = {
  savings: {
    title: 'What could be saved',
    about: 'By the books of the last {{days}}.',
    none: 'The books show nothing that could be saved.',
    button: 'Savings',
    cheaper_model:
      '{{saving}}: {{task}} cost {{spent}} by {{model}} ({{calls}}); the same tokens by {{instead}} cost so much less. Compare the briefs before you switch: books do not show quality.',
    cheaper_model_measured:
      '{{saving}}: {{task}} cost {{spent}} by {{model}} ({{calls}}); the same tokens by {{instead}} cost so much less. When briefs were evaluated, {{model}} told {{facts}} of the facts and {{instead}} {{factsInstead}}.',
    unread_cache:
      '{{saving}}: {{task}} by {{model}} cost {{spent}} ({{calls}}); prompts were written into the provider’s cache and read from there too seldom. Without the cache it costs so much less.',
    repeated_calls:
      '{{saving}}: {{task}} by {{model}} cost {{spent}}; of it so much went to {{calls}} that were asked again, as the first answer was of no use. Another model may answer better.',
    uncached_prompts:
      '{{saving}}: {{task}} by {{model}} cost {{spent}}; {{calls}} sent again what another had sent minutes before, and paid for it in full. Read from the provider’s cache it costs so much less.',
    idle_passes:
      '{{saving}}: {{task}} by {{model}} cost {{spent}}; of it so much went to {{calls}} that looked again at the same and changed nothing. A shallower depth does without them.',
    sent_silence:
      '{{saving}}: {{task}} by {{model}} cost {{spent}} ({{calls}} with silence); so much of it went to sound in which nobody speaks. Recordings that can be decoded here are sent without it: see docs/sources.md.',
    unresolved_calls:
      'Up to {{saving}}: {{calls}} stand at what was held, as their bill never came. `autointel unresolved` lists them, and `autointel correct` books what they did cost.',
    limit_above_use: {
      day: '{{saving}} less at risk: {{subject}} may spend {{limit}} a day, and the dearest day was {{spent}}. Twice that would do.',
      month:
        '{{saving}} less at risk: {{subject}} may spend {{limit}} a month, and the dearest month was {{spent}}. Twice that would do.',
    },
    limit_below_use: {
      day: 'The daily limit of {{subject}}, {{limit}}, was used up on {{usedUp}} of {{periods}} days with spend: raise it, or ask for shallower depths.',
      month:
        'The monthly limit of {{subject}}, {{limit}}, was used up in {{usedUp}} of {{periods}} months with spend: raise it, or ask for shallower depths.',
    },
  },
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
