import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const message = (
  id: number,
  text: string,
) => `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="harbour/${id}">
  <div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="x"><span>Harbour Office</span></a></div>
  <a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">An older post</div></a>
  <div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div>
  <div class="tgme_widget_message_info"><span class="tgme_widget_message_views">1.2K</span><a class="tgme_widget_message_date" href="x">
  <time datetime="2026-03-0${id}T09:00:00+00:00" class="time">09:00</time></a></div></div></div>`
const page = (...messages: string[]) =>
  `<html><head><title>Telegram Widget</title></head><body><div class="tgme_channel_info_header_title"><span>Harbour Office</span></div>${messages.join('')}</body></html>`
const second = message(2, 'The bridge opens again.<br/><br/><b>Lorries</b> wait until May.')
const gone = '<html><body><div class="tgme_widget_message_error">Post not found</div></body></html>'
const link = 'https://t.me/harbour/2'

describe('a post of Telegram', () => {
  it.each([
    [link, { 't.me/harbour/2?embed=1&mode=tme': page(second) }],
    ['https://t.me/s/harbour/2', { 't.me/harbour/2?embed=1&mode=tme': page(second) }],
    ['https://telegram.me/Harbour/2?single', { 't.me/Harbour/2?embed=1&mode=tme': page(second) }],
    ['https://t.me/harbour/7/2', { 't.me/harbour/2?embed=1&mode=tme': page(second) }],
    [link, { 't.me/s/harbour/2': page(message(1, 'Not this.'), second, message(3, 'Nor this.')) }],
  ])('%s is read without what stands around it', async (given, answers) => {
    const { source } = await readFromWeb(given, answers)
    expect(source).toMatchObject({
      type: 'post',
      siteName: 'Telegram',
      title: 'The bridge opens again.',
      author: 'Harbour Office',
      publishedAt: '2026-03-02T09:00:00+00:00',
      text: 'The bridge opens again.\n\nLorries wait until May.',
    })
  })

  it('stands with the others of its channel, the newest first', async () => {
    const { source } = await readFromWeb('https://t.me/harbour', {
      't.me/s/harbour': page(message(1, 'First words.'), message(3, 'Third words.')),
    })
    expect(source).toMatchObject({ title: 'Harbour Office', publishedAt: '2026-03-03T09:00:00+00:00' })
    expect(source?.text).toBe('2026-03-03\nThird words.\n\n2026-03-01\nFirst words.')
  })

  it.each([
    ['that is gone', link, { 't.me/harbour/2*': gone }, 'page_not_found', 1],
    ['of a person', 'https://t.me/ada_mason', { 't.me/s/ada_mason': page() }, 'sign_in_page', 1],
    ['of a closed group', 'https://t.me/c/1234567890/12', {}, 'sign_in_page', 0],
    ['of a group to be invited to', 'https://t.me/+AbCdEf123', {}, 'sign_in_page', 0],
  ])('%s is told so', async (_what, given, answers, reason, asked) => {
    const { error, requests } = await readFromWeb(given, answers)
    expect(error).toMatchObject({ reason })
    expect(requests).toHaveLength(asked)
  })
})
