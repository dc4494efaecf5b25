/** What went wrong, and what the reader can do about it. */
export const failures = {
  failure: {
    invalid_address: {
      says: 'This is not a link I can read.',
      next: 'Give a full link, such as https://example.com/article',
    },
    too_many_links: {
      says: 'These are more than the {{most}} sources that I compare at most.',
      next: 'Give fewer of them at once.',
    },
    unsupported_scheme: {
      says: 'I read links of the web only, none that begin with “{{scheme}}:”.',
      next: 'Give a full link, such as https://example.com/article',
    },
    credentials_in_address: {
      says: 'This link carries a user name or a password.',
      next: 'Give it without the part before the @ sign.',
    },
    forbidden_address: {
      says: 'This link does not lead to the public internet, so I may not open it.',
      next: 'Use a link that anybody can open.',
    },
    forbidden_port: {
      says: 'This link leads to an unusual port ({{port}}), so I may not open it.',
      next: 'Use the site’s ordinary address, without the number after its name.',
    },
    unknown_host: { says: 'There is no site of this name.', next: 'Check the spelling of the link.' },
    unreachable: {
      says: 'The site cannot be reached right now.',
      next: 'Check the link, or try again in a few minutes.',
    },
    bad_certificate: {
      says: 'The site’s certificate is not valid, so nobody can tell whether it really is that site.',
      next: 'Use another link to the same content, or try again once the site has put it right.',
    },
    page_not_found: {
      says: 'The site has no such page.',
      next: 'Check the link: the page may have moved, or may have been taken down.',
    },
    refuses_programs: {
      says: 'This site does not let programs read the page.',
      next: 'Use another link to the same content, one that anybody can open without signing in.',
    },
    proxy_failed: {
      says: 'I have no way out to the web at the moment.',
      next: 'Try again in a few minutes.',
    },
    consent_page: {
      says: 'This page asks about cookies or your consent before it shows anything, and I cannot answer for you.',
      next: 'Open it in a browser and give the link that it leads to, or another link to the same content.',
    },
    sign_in_page: {
      says: 'This page shows its text only to those who sign in.',
      next: 'Use a link that anybody can open without signing in.',
    },
    not_shared: {
      says: 'This document is not shared with everyone who has the link.',
      next: 'Ask its owner to open it to “Anyone with the link”, or attach it as a file if you may.',
    },
    message_elsewhere: {
      says: 'Of Discord I read single messages of the server that I am asked on, and no others.',
      next: 'Ask there, with the link of one message, or attach the text as a file if you may.',
    },
    message_closed: {
      says: 'You may not see this message, or I may not.',
      next: 'Use one that you can open. I need the rights to view its channel and read its history: a manager of the server can give them to me.',
    },
    message_for_few: {
      says: 'More people would see the brief than may see this message.',
      next: 'Ask again with the option “private”.',
    },
    attachment_expired: {
      says: 'This link to a file on Discord has expired.',
      next: 'Copy the link anew from the message, or attach the file.',
    },
    subscribers_only: {
      says: 'This text is for the site’s subscribers, and the page shows nothing of it.',
      next: 'Use another link to the same content, or attach the text as a file if you may.',
    },
    server_trouble: { says: 'The site is busy or has a problem.', next: 'Try again in a few minutes.' },
    http_status: {
      says: 'The site answered with something that is no page.',
      next: 'Open the link in a browser and use the address of the page that it shows.',
    },
    too_many_redirects: {
      says: 'The link leads from one address to the next and never arrives.',
      next: 'Open the link in a browser and use the address of the page that it ends at.',
    },
    too_large: {
      says: 'This is larger than the {{megabytes}} MB that I read at most.',
      next: 'Use a link to a shorter version or to a part of it.',
    },
    too_slow: {
      says: 'The site took too long to answer.',
      next: 'Try again later, or use another link to the same content.',
    },
    too_complex: {
      says: 'This is too large or too oddly built to be read in good time.',
      next: 'Use a link to a simpler version of the same content.',
    },
    too_long: {
      says: 'This text is longer than the {{millions}} million characters that I read at most.',
      next: 'Use a link to a part of it, such as one chapter.',
    },
    unsupported_type: {
      says: 'This is {{type}}. I cannot read that.',
      next: 'I read web pages, posts and discussions, PDF, e-books, documents of office programs, Markdown, plain text, text in PNG, JPEG and WebP pictures, captions, audio and video.',
    },
    undecodable: {
      says: 'The page arrived in a form that cannot be unpacked.',
      next: 'Try again later, or use another link to the same content.',
    },
    unreadable: {
      says: 'This could not be read as {{format}}.',
      next: 'Use another link or another copy of the same content.',
    },
    damaged: {
      says: 'The file is damaged: it could not be read as {{format}}.',
      next: 'Use another link or another copy of it.',
    },
    encrypted: { says: 'This document is locked.', next: 'Use a copy without a lock or a password.' },
    no_recording: {
      says: 'This link promises {{format}}, but what is there is text.',
      next: 'Use the link of the recording itself.',
    },
    empty: { says: 'There is no text in it.', next: 'Check that it is the right link or file.' },
    empty_page: {
      says: 'There is no text on this page: it may want a sign-in, or a browser that runs its scripts.',
      next: 'Use another link to the same text.',
    },
    empty_scan: {
      says: 'This PDF has pictures of pages, but no text.',
      next: 'Use a PDF whose text can be selected.',
    },
    picture_of_text: {
      says: 'This is a picture, and this bot is not set up to read text in pictures.',
      next: 'Give the text itself, or a link to it.',
    },
    unclear_picture: {
      says: 'There is no text in this picture that I can make out.',
      next: 'Use a sharper or larger picture, or the text itself.',
    },
    unreadable_letters: {
      says: 'The letters of this PDF cannot be told: its fonts do not say which ones they show.',
      next: 'Use another copy of it, or a web page with the same text.',
    },
    no_such_item: {
      says: 'The feed has nothing of that title or date.',
      next: 'Write the title, or the date as in 2026-03-14, behind the feed’s link and a #.',
    },
    not_in_a_feed: {
      says: 'No open feed has this podcast or episode, so only its own app can play it.',
      next: 'Use a link to its transcript or to the same episode elsewhere.',
    },
    music: {
      says: 'This is music. There is nothing in it for me to read.',
      next: 'Give the link of an episode, a film or a page.',
    },
    choose_one: {
      says: 'This link leads to a list of recordings.',
      next: 'Open the one that you mean and give me its own link.',
    },
    not_over: {
      says: 'This is live, or has not begun yet.',
      next: 'Come back with the link when it is over.',
    },
    no_captions: {
      says: 'This recording has no captions that I can get at.',
      next: 'Use one with captions, or attach its transcript.',
    },
    old_downloader: {
      says: 'The program that fetches recordings of this site is too old.',
      next: 'The bot’s owner has to update it. Until then use a recording with captions, or attach its transcript.',
    },
    no_speech: {
      says: 'As far as I can hear, nobody speaks in this recording.',
      next: 'Check that there is speech in it.',
    },
    recogniser_failed: {
      says: 'I cannot turn speech into text right now.',
      next: 'The bot’s owners have been told. Until then use a link to a transcript or to captions.',
    },
    no_transcription_model: {
      says: 'This is {{format}}, and this bot is not set up to turn speech into text.',
      next: 'Use a link to a transcript or to captions instead.',
    },
    not_found: { says: 'There is no such file.', next: 'Check the path.' },
    not_a_file: {
      says: 'This is not a file but a folder or a device.',
      next: 'Give the path of one file, or - to read standard input.',
    },
    unreadable_file: { says: 'The file cannot be opened.', next: 'Check the permissions of the file.' },
    no_standard_input: {
      says: 'There is no standard input to read.',
      next: 'Give a link or the path of a file.',
    },
    service_down: {
      says: 'The model service is not available right now.',
      next: 'The bot’s owners have been told. Try again later.',
    },
    service_busy: {
      says: 'The model service is busy or does not answer.',
      next: 'Try again in a few minutes.',
    },
    unusable_answer: {
      says: 'The model gave no answer that could be used.',
      next: 'Try again, or try another depth.',
    },
    search_failed: { says: 'The search for evidence failed.', next: 'Try again later.' },
    unexpected: {
      says: 'Something went wrong on our side. It has been logged.',
      next: 'Try again. If it happens again, tell the bot’s owner the number below.',
    },
  },
  /** Of a file, to go on after "This is". */
  fileType: {
    picture: 'a picture',
    archive: 'an archive',
    document: 'a text document of an office program',
    spreadsheet: 'a spreadsheet',
    presentation: 'a presentation',
    book: 'an e-book',
    program: 'a program',
    font: 'a font',
    other: 'a file of another type ({{type}})',
    unknown: 'a file whose type nobody can tell',
  },
  format: {
    HTML: 'a web page',
    PDF: 'a PDF',
    Markdown: 'Markdown',
    'plain text': 'plain text',
    'WebVTT captions': 'WebVTT captions',
    'SRT captions': 'SRT captions',
    'SBV captions': 'SBV captions',
    'ASS captions': 'ASS captions',
    'TTML captions': 'TTML captions',
    JSON: 'JSON',
    'Word document': 'a Word document',
    'PowerPoint presentation': 'a PowerPoint presentation',
    'Excel spreadsheet': 'an Excel spreadsheet',
    'OpenDocument text': 'an OpenDocument text',
    'OpenDocument presentation': 'an OpenDocument presentation',
    'OpenDocument spreadsheet': 'an OpenDocument spreadsheet',
    EPUB: 'an e-book',
    feed: 'a feed',
    audio: 'audio',
    video: 'video',
    other: '{{format}}',
  },
} as const
