/** A finished brief, and the notes under it. */
export const brief = {
  result: {
    partialTitle: 'Partial brief',
    failedTitle: 'This could not be read',
    cancelledTitle: 'Cancelled',
    refusedTitle: 'Stopped by a budget',
    keyPoints: 'Key points',
    claims: 'Claims',
    confidence: '{{percent}} sure',
    evidenceFor: 'for',
    evidenceAgainst: 'against',
    names: 'Names',
    topics: 'Topics',
    tone: 'Tone',
    agreements: 'Where they agree',
    contradictions: 'Where they contradict one another',
    sources: 'Sources',
    related: 'Read earlier',
    relatedMentions: 'also mentions {{names}}',
    relatedMeaning: 'about something alike',
    relatedWords: 'shares many words',
    notes: 'Good to know',
    missing: 'What is missing',
    missingTask: '{{task}}: {{status}}',
    keptNothingLost: 'What was finished is kept: going on does not pay for it again.',
    fullBriefAttached: 'The full brief is attached.',
    costDetails: 'Cost details',
    fullBrief: 'Full brief',
    goDeeper: 'Go deeper…',
    depthOffer: '{{depth}}, up to {{ceiling}}',
    depthGives: {
      quick: 'Summary and key points',
      standard: 'Also checks the claims',
      deep: 'Reads it twice: more claims, more evidence, related reading',
      comprehensive: 'Still more points, claims and evidence',
      experimental: 'Reads it three times; a second model judges the claims too',
    },
    deeperBrief: 'Brief at {{depth}}',
    whenItResets: 'When it resets',
    pages_one: '{{count}} page',
    pages_other: '{{count}} pages',
    readingTime: '{{minutes}} min read',
    moreInFile_one: '… and {{count}} more in the file',
    moreInFile_other: '… and {{count}} more in the file',
    unchecked: {
      depth: 'Claims not checked: {{claims}}. Depth {{depth}} does not check them.',
      notTried: 'Claims not checked: {{claims}}.',
      noSource:
        'Claims not checked: {{claims}}. No source of evidence is set up here; the bot’s owner can set one up.',
      standAbove: 'Said above: {{claims}}.',
      noEvidence: 'Claims without a verdict: {{claims}}. No evidence for or against was found.',
    },
    runAt: {
      quick: 'Run at quick, up to {{ceiling}}',
      standard: 'Run at standard, up to {{ceiling}}',
      deep: 'Run at deep, up to {{ceiling}}',
      comprehensive: 'Run at comprehensive, up to {{ceiling}}',
      experimental: 'Run at experimental, up to {{ceiling}}',
    },
    continue: 'Continue',
    raise: 'Raise limit',
    tryAgain: 'Try again',
    footer: '{{depth}} · {{workflow}}',
    briefFile: 'brief.md',
    noBrief: 'There is no brief of this run.',
  },
  /** After "This page". */
  withheld: {
    by: {
      consent: 'asks about cookies first',
      subscription: 'is for subscribers',
      sign_in: 'wants you to sign in first',
      scripts: 'shows its text only in a browser that runs its scripts',
      sound: 'has a recording that I could not get as text',
      site: 'tells programs no more than how it describes itself',
    },
    shown: { description: 'its own short description', beginning: 'its free beginning' },
  },
  note: {
    text_withheld: 'This page {{by}}, so only {{shown}} was read, and no model was paid for it.',
    voices_left_out: 'Of {{of}} comments and answers, {{read}} were read: those that the site shows first.',
    text_recognised:
      'The text was recognised in pictures ({{percent}} sure, pages: {{read}} of {{of}}): single letters and figures may be wrong.',
    text_seen:
      'The text was read from pictures by a model (pages: {{read}} of {{of}}): where they are hard to read it may have guessed.',
    recognised_instead:
      'Not all of the pictures were read by a model, because {{why}}. The rest was recognised by simpler means.',
    pictures_not_read: 'Not all of the pictures were read, because {{why}}.',
    source_not_read: 'Not read: {{address}}. {{why}}',
    compared_by_words:
      'The sources were compared by their words: what they say alike in other words, or contradict one another in, is not found.',
    other_languages_not_compared:
      'Sources in different languages were not compared with one another: that needs a model.',
    compared_without_model: 'The sources were compared by their words alone, because {{why}}.',
    orders_programs:
      'The source contains instructions to programs that read it, as if to sway this brief. They were read as text and not followed.',
    no_words: 'The text has no words.',
    extractive:
      'The built-in analyst picked these sentences out of the text: it rephrases nothing and does not know whether they are true.',
    no_sentences: 'The text has no complete sentences to choose from.',
    short_text: 'The text is too short for much of a summary.',
    unknown_language:
      'The language could not be told, so names and topics were found by spelling alone and the tone was not judged.',
    unknown_grammar:
      'The built-in analyst knows no grammar of this text’s language ({{language}}): names and topics were found by spelling alone, and the tone was not judged.',
    no_capitals: 'Its script has no capital letters, so only dates and amounts were found, no names.',
    read_in_part:
      'The text is long: about {{percent}} % of it was read, namely its beginning, its end and evenly spaced pieces between.',
    little_punctuation:
      'The text has little punctuation, so passages were cut by length and may begin or end in the middle of a thought.',
    code_left_out: 'Lines of code were left out.',
    parts_not_reached:
      'Only the first {{read}} of {{of}} parts of the source were analysed: the budget did not leave enough for more.',
    end_read_less:
      'The end of the source was gone over {{passes}} of {{of}} times: the budget did not leave enough for more.',
    part_read_less:
      'Part {{part}} of {{parts}} was gone over {{passes}} of {{of}} times: then the model gave no answer that could be used.',
    part_left_out: 'Part {{part}} of {{parts}} was left out: the model gave no answer that could be used.',
    merged_without_model: 'The parts of the source were put together without a model.',
    points_left_out_one: 'One point was left out because the source does not say so.',
    points_left_out_other: '{{count}} points were left out because the source does not say so.',
    points_are_sentences: 'The key points are sentences of the source.',
    analyst_keeps_language:
      'The built-in analyst cannot translate: the brief is in the language of the source. With a language model it would be in {{language}}.',
    analyst_stands_in:
      'The model gave no answer that could be used, so the built-in analyst has written this brief.',
    no_evidence_from: 'There is no evidence from {{place}}: {{why}}.',
    no_search: 'No search of the web is set up here, so claims were held against earlier briefs only.',
    judged_by_words: 'The claims were held against the evidence by their words alone: {{why}}.',
    no_second_opinion: 'There is no second opinion on the claims: {{why}}.',
    no_vectors:
      'Later runs can find this source by its words only: the budget did not leave enough for more.',
    answered_by_quotes: 'No model has answered, so the answer is the best quote itself: {{why}}.',
    found_by_words: 'The answer was looked for by words alone, not by what they mean: {{why}}.',
    task_missing: '{{missing}}: {{why}}.',
  },
  missing: {
    verification: 'The claims were not checked',
    knowledge: 'The source was not remembered for later',
    other: 'A part of the brief is missing',
    because: {
      budget: 'the budget did not leave enough',
      unusable_answer: 'the model gave no answer that could be used',
      only_one_model: 'only one model is set up for it',
      service_unavailable: 'the service for it is not available right now',
      unexpected: 'something went wrong, and the bot’s log has the details',
    },
  },
} as const
