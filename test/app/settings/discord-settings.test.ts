import { expect, it } from 'vitest'
import { readConfig } from '../../../src/app/config.ts'

it('has no bot, Discord’s own address and a notice above half a dollar unless told otherwise', () => {
  expect(readConfig({}).discord).toEqual({
    token: undefined,
    apiUrl: 'https://discord.com/api',
    guildId: undefined,
    ownerIds: [],
    alertChannelId: undefined,
    alertWebhookUrl: undefined,
    alertWebhookSecret: undefined,
    costNoticeThresholdNanoUsd: 500_000_000n,
    leftServerGraceMs: 30 * 86_400_000,
    watchesChannels: false,
    shards: undefined,
  })
})

it('takes every setting', () => {
  const { discord } = readConfig({
    DISCORD_TOKEN: ' token ',
    DISCORD_API_URL: 'http://127.0.0.1:8080/api/v10/',
    DISCORD_GUILD_ID: '120000000000000001',
    OWNER_IDS: '110000000000000001, 110000000000000002',
    ALERT_CHANNEL_ID: '130000000000000001',
    ALERT_WEBHOOK_URL: 'https://example.com/hook',
    ALERT_WEBHOOK_SECRET: 'secret',
    COST_NOTICE_THRESHOLD: '0',
    LEFT_SERVER_DAYS: '0',
    SHARDS: 'auto',
    WATCH_CHANNELS: 'on',
  })
  expect(discord).toEqual({
    token: 'token',
    apiUrl: 'http://127.0.0.1:8080/api',
    guildId: '120000000000000001',
    ownerIds: ['110000000000000001', '110000000000000002'],
    alertChannelId: '130000000000000001',
    alertWebhookUrl: 'https://example.com/hook',
    alertWebhookSecret: 'secret',
    costNoticeThresholdNanoUsd: 0n,
    leftServerGraceMs: 0,
    watchesChannels: true,
    shards: 'auto',
  })
})

it.each([
  ['1', { first: 0, last: 0, count: 1 }],
  ['4', { first: 0, last: 3, count: 4 }],
  ['0-3/8', { first: 0, last: 3, count: 8 }],
  ['7/8', { first: 7, last: 7, count: 8 }],
  ['0-9998/9999', { first: 0, last: 9998, count: 9999 }],
])('takes the shards %s', (text, shards) => {
  expect(readConfig({ SHARDS: text }).discord.shards).toEqual(shards)
})

it.each([
  ['SHARDS', '8/8'],
  ['SHARDS', '0-8/8'],
  ['SHARDS', '3-2/8'],
  ['SHARDS', '0-3'],
  ['SHARDS', '0/0'],
  ['SHARDS', '-1/2'],
  ['DISCORD_API_URL', 'discord.com'],
  ['DISCORD_GUILD_ID', 'my server'],
  ['OWNER_IDS', '110000000000000001,me'],
  ['ALERT_CHANNEL_ID', '12'],
  ['ALERT_WEBHOOK_URL', 'ftp://example.com'],
  ['COST_NOTICE_THRESHOLD', '-1'],
  ['COST_NOTICE_THRESHOLD', 'free'],
  ['LEFT_SERVER_DAYS', '-1'],
  ['LEFT_SERVER_DAYS', '3651'],
  ['LEFT_SERVER_DAYS', 'never'],
  ['SHARDS', '0'],
  ['SHARDS', 'many'],
])('names %s when it is %s', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})
