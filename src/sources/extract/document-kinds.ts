/** What is known of a kind of document without reading one: it decides before anything is fetched. */
export interface DocumentKind {
  /** What it is, as messages call it. */
  readonly name: string
  /** Media types it has; `audio/*` stands for all of a kind. */
  readonly mediaTypes: readonly string[]
  /** Endings of file names it has, lower case, without the dot. */
  readonly extensions: readonly string[]
  /** Media are long: they get the larger limits and leave as bytes. */
  readonly isMedia?: boolean
}

/** What servers call XML of every kind, captions among it. */
export const anyXml = ['text/xml', 'application/xml'] as const

/** In the order of the extractors that read them. */
export const documentKinds = {
  pdf: {
    name: 'PDF',
    mediaTypes: ['application/pdf', 'application/x-pdf'],
    extensions: ['pdf'],
  },
  feed: {
    name: 'feed',
    mediaTypes: [
      'application/rss+xml',
      'application/atom+xml',
      'application/rdf+xml',
      'application/feed+json',
      'application/x-rss+xml',
    ],
    extensions: ['rss', 'atom'],
  },
  word: {
    name: 'Word document',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
      'application/vnd.ms-word.document.macroenabled.12',
      'application/vnd.ms-word.template.macroenabled.12',
    ],
    extensions: ['docx', 'docm', 'dotx', 'dotm'],
  },
  presentation: {
    name: 'PowerPoint presentation',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
      'application/vnd.openxmlformats-officedocument.presentationml.template',
      'application/vnd.ms-powerpoint.presentation.macroenabled.12',
      'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
    ],
    extensions: ['pptx', 'pptm', 'ppsx', 'ppsm', 'potx'],
  },
  spreadsheet: {
    name: 'Excel spreadsheet',
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
      'application/vnd.ms-excel.sheet.macroenabled.12',
      'application/vnd.ms-excel.template.macroenabled.12',
    ],
    extensions: ['xlsx', 'xlsm', 'xltx'],
  },
  openDocumentText: {
    name: 'OpenDocument text',
    mediaTypes: [
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.text-template',
    ],
    extensions: ['odt', 'ott'],
  },
  openDocumentPresentation: {
    name: 'OpenDocument presentation',
    mediaTypes: ['application/vnd.oasis.opendocument.presentation'],
    extensions: ['odp'],
  },
  openDocumentSpreadsheet: {
    name: 'OpenDocument spreadsheet',
    mediaTypes: ['application/vnd.oasis.opendocument.spreadsheet'],
    extensions: ['ods'],
  },
  epub: {
    name: 'EPUB',
    mediaTypes: ['application/epub+zip'],
    extensions: ['epub'],
  },
  zippedPage: {
    name: 'ZIP',
    mediaTypes: ['application/zip', 'application/x-zip-compressed', 'application/x-maff'],
    extensions: ['zip', 'maff'],
  },
  webArchive: {
    name: 'Web Archive',
    mediaTypes: ['application/x-webarchive'],
    extensions: ['webarchive'],
  },
  mail: {
    name: 'MIME',
    mediaTypes: ['multipart/related', 'application/x-mimearchive', 'message/rfc822'],
    extensions: ['mhtml', 'mht', 'eml'],
  },
  webvtt: {
    name: 'WebVTT captions',
    mediaTypes: ['text/vtt'],
    extensions: ['vtt'],
  },
  subrip: {
    name: 'SRT captions',
    mediaTypes: ['application/x-subrip', 'text/srt', 'application/srt', 'text/x-srt'],
    extensions: ['srt'],
  },
  subviewer: {
    name: 'SBV captions',
    mediaTypes: ['text/x-sbv', 'application/x-sbv'],
    extensions: ['sbv'],
  },
  subStationAlpha: {
    name: 'ASS captions',
    mediaTypes: ['text/x-ssa', 'text/x-ass', 'application/x-ass', 'application/x-ssa'],
    extensions: ['ass', 'ssa'],
  },
  timedTextXml: {
    name: 'TTML captions',
    mediaTypes: ['application/ttml+xml', 'application/ttaf+xml', ...anyXml],
    extensions: ['ttml', 'dfxp', 'itt'],
  },
  json: {
    name: 'JSON',
    mediaTypes: [
      'application/json',
      'text/json',
      'application/x-ndjson',
      'application/ndjson',
      'application/jsonl',
      'application/jsonlines',
      'application/x-jsonlines',
      'application/json-lines',
      'application/json-seq',
    ],
    extensions: ['json', 'json3', 'jsonl', 'ndjson', 'geojson'],
  },
  article: {
    name: 'HTML',
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    extensions: ['html', 'htm', 'xhtml'],
  },
  markdown: {
    name: 'Markdown',
    mediaTypes: ['text/markdown', 'text/x-markdown'],
    extensions: ['md', 'markdown', 'mdown', 'mkd'],
  },
  audio: {
    name: 'audio',
    mediaTypes: ['audio/*', 'application/ogg'],
    extensions: ['mp3', 'm4a', 'aac', 'wav', 'flac', 'ogg', 'oga', 'opus'],
    isMedia: true,
  },
  video: {
    name: 'video',
    mediaTypes: ['video/*'],
    extensions: ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi', 'mpeg', 'mpg'],
    isMedia: true,
  },
  picture: {
    name: 'picture',
    mediaTypes: ['image/png', 'image/jpeg', 'image/webp'],
    extensions: ['png', 'jpg', 'jpeg', 'webp'],
  },
  plainText: {
    name: 'plain text',
    mediaTypes: [
      'text/plain',
      'text/csv',
      'text/tab-separated-values',
      'application/csv',
      'text/*',
      'application/yaml',
      'application/x-yaml',
      'application/toml',
      'application/x-tex',
      'application/x-latex',
    ],
    extensions: [
      'txt',
      'text',
      'log',
      'csv',
      'tsv',
      'tab',
      'yaml',
      'yml',
      'toml',
      'tex',
      'ics',
      'rst',
      'org',
    ],
  },
} as const satisfies Readonly<Record<string, DocumentKind>>
