import { article } from './article.ts'
import { subStationAlpha } from './captions/sub-station-alpha.ts'
import { subrip } from './captions/subrip.ts'
import { subviewer } from './captions/subviewer.ts'
import { timedTextXml } from './captions/timed-text-xml.ts'
import { webvtt } from './captions/webvtt.ts'
import { epub } from './documents/epub.ts'
import {
  openDocumentPresentation,
  openDocumentSpreadsheet,
  openDocumentText,
} from './documents/open-document.ts'
import { presentation } from './documents/presentation.ts'
import { spreadsheet } from './documents/spreadsheet.ts'
import { word } from './documents/word.ts'
import type { Extractor } from './extractor.ts'
import { feed } from './feeds/feed-extractor.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { audio, video } from './media.ts'
import { pdf } from './pdf.ts'
import { picture } from './picture.ts'
import { plainText } from './plain-text.ts'
import { mail } from './saved-pages/mail.ts'
import { webArchive } from './saved-pages/web-archive.ts'
import { zippedPage } from './saved-pages/zipped-page.ts'

/**
 * Everything that can be read. An undeclared document goes to the first that recognises it, so the order is from the unmistakable
 * to the vague. A new kind of document is one more line here. A site whose content needs further requests (YouTube) is no
 * extractor, as these do no I/O: it is one of `sites`.
 */
export const extractors: readonly Extractor[] = [
  pdf,
  feed,
  word,
  presentation,
  spreadsheet,
  openDocumentText,
  openDocumentPresentation,
  openDocumentSpreadsheet,
  epub,
  zippedPage,
  webArchive,
  mail,
  webvtt,
  subrip,
  subviewer,
  subStationAlpha,
  timedTextXml,
  json,
  article,
  markdown,
  audio,
  video,
  picture,
  plainText,
]
