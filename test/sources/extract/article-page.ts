import { article } from '../../../src/sources/extract/article.ts'

export function readArticle(html: string, url = 'https://news.example/story') {
  return article.extract({ location: url, url, bytes: new TextEncoder().encode(html) })
}

export const page = (title: string, body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`
