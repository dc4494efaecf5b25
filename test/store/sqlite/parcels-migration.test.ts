import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Parcel } from '../../../src/outbox/parcel.ts'
import { openStoresAt } from '../../support/ledger/temporary-books.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const earlier = fileURLToPath(
  new URL('../../fixtures/data-folders/0004-alert-deliveries/autointel.db', import.meta.url),
)
const hourMs = 3_600_000
const user = 'user_110000000000000001'

/** The stores of a file that a version without parcels has left, with these rows besides its own. */
async function openAfter(write: (file: Database.Database) => void) {
  const path = join(temporaryFolder(), 'autointel.db')
  copyFileSync(earlier, path)
  const file = new Database(path)
  file.exec('delete from alert_deliveries; delete from alerts; delete from notices')
  file.exec('update workflows set reply_to = null')
  write(file)
  file.close()
  const stores = await openStoresAt(path)
  const atMs = Date.now() + hourMs
  return { ...stores, claim: () => stores.outbox.claim({ limit: 1_000, leaseMs: hourMs, atMs }) }
}

function addAlert(
  file: Database.Database,
  id: number,
  { subject = 'guild_1', state = 'pending', attempts = 0, dueAtMs = 10 } = {},
): void {
  file
    .prepare(
      `insert into alerts values (?, ?, 'day', ?, 1, 50, 1000, 2000, 5, ?, ?, ?, iif(? = 'delivered', 77, null))`,
    )
    .run(id, subject, id, state, attempts, dueAtMs, state)
}

function addDelivery(
  file: Database.Database,
  outbox: 'alert' | 'notice',
  item: number,
  channel: string,
  state: string,
): void {
  file.prepare(`insert into alert_deliveries values (?, ?, ?, ?, 3, 99)`).run(outbox, item, channel, state)
}

const alertIds = (parcel: Parcel | undefined) =>
  parcel?.kind === 'alert' ? parcel.alerts.map(({ id }) => id) : undefined

describe('a file of a version without parcels', () => {
  it('has alerts that were tried together still together, under the nonce that they were sent with', async () => {
    const { claim } = await openAfter((file) => {
      for (const id of [201, 203]) {
        addAlert(file, id, { attempts: 1, dueAtMs: 50 })
        addDelivery(file, 'alert', id, user, 'failed')
      }
      addDelivery(file, 'alert', 203, 'webhook', 'delivered')
    })

    const parcels = await claim()

    expect(parcels.map(alertIds)).toEqual([[201, 203]])
    expect(parcels).toMatchObject([{ nonce: 'alert 201 203', attempts: 2, createdAtMs: 5 }])
    expect(parcels[0]?.deliveries).toHaveLength(2)
    expect(parcels[0]?.deliveries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ channel: user, state: 'failed', attempts: 3, dueAtMs: 99, reason: '' }),
        expect.objectContaining({ channel: 'webhook 203', state: 'delivered' }),
      ]),
    )
  })

  it.each([
    ['of another subject', { subject: 'guild_2', attempts: 1 }, 'failed'],
    ['that were tried more often', { attempts: 2 }, 'failed'],
    ['of which other owners know', { attempts: 1 }, 'delivered'],
  ] as const)('has alerts %s apart', async (_, other, state) => {
    const { claim } = await openAfter((file) => {
      addAlert(file, 201, { attempts: 1 })
      addDelivery(file, 'alert', 201, user, 'failed')
      addAlert(file, 202, other)
      addDelivery(file, 'alert', 202, user, state)
    })

    expect((await claim()).map(alertIds)).toEqual(expect.arrayContaining([[201], [202]]))
  })

  it('has alerts that nobody has tried to tell grouped when they are', async () => {
    const { claim } = await openAfter((file) => {
      for (const id of [201, 202]) addAlert(file, id)
    })

    const [parcel, ...others] = await claim()

    expect([alertIds(parcel), parcel?.attempts, others]).toEqual([[201, 202], 1, []])
  })

  it('tells nothing again that was told', async () => {
    const { claim, outbox, database } = await openAfter((file) => {
      addAlert(file, 201, { state: 'delivered', attempts: 1 })
      addDelivery(file, 'alert', 201, user, 'delivered')
      file.exec(
        `insert into notices values (9, 'unpriced_model x', 'unpriced_model', '{"model":"x"}', 5, 'delivered', 1, 6, 77)`,
      )
    })

    expect(await claim()).toEqual([])
    const again = { key: 'unpriced_model x', kind: 'unpriced_model', detail: {}, atMs: 100 }
    expect(await outbox.addNotice(again)).toBe(false)
    const ended = database.connection
      .prepare('select kind, state, ended_at_ms from parcels order by id')
      .all()
    expect(ended).toEqual([
      { kind: 'notice', state: 'delivered', ended_at_ms: 77n },
      { kind: 'alert', state: 'delivered', ended_at_ms: 77n },
    ])
  })

  it('has its notices with their figures, and who has them already', async () => {
    const { claim } = await openAfter((file) => {
      const detail = '{"fromMs":7,"spentNanoUsd":"12345678901234567","usualNanoUsd":null}'
      file
        .prepare(
          `insert into notices values (9, 'spend_spike today', 'spend_spike', ?, 5, 'claimed', 1, 6, null)`,
        )
        .run(detail)
      addDelivery(file, 'notice', 9, user, 'failed')
    })

    expect(await claim()).toMatchObject([
      {
        kind: 'notice',
        nonce: 'notice 9',
        createdAtMs: 5,
        attempts: 2,
        notice: {
          kind: 'spend_spike',
          detail: { fromMs: 7, spentNanoUsd: 12_345_678_901_234_567n, usualNanoUsd: null },
        },
        deliveries: [{ channel: user, state: 'failed' }],
      },
    ])
  })

  it.each([
    ['of an hour ago, which are delivered', 1, ['wf_quick'], []],
    ['of two days ago, which wait for their member', 48, [], ['wf_quick']],
  ] as const)('has results that never arrived, %s', async (_, hoursAgo, waiting, kept) => {
    const { claim, outbox } = await openAfter((file) => {
      file
        .prepare(`update workflows set reply_to = ?, ended_at_ms = ?, user = '42' where id = 'wf_quick'`)
        .run('{"messageId":"911223344556677889"}', Date.now() - hoursAgo * hourMs)
    })

    const parcels = await claim()

    expect(parcels.map((parcel) => parcel.kind === 'result' && parcel.workflow)).toEqual(waiting)
    expect(parcels.map(({ nonce }) => nonce)).toEqual(waiting.map(() => 'wf911223344556677889'))
    expect((await outbox.keptFor('42', 9)).map(({ workflow }) => workflow)).toEqual(kept)
  })

  it.each([
    ['delivered', `reply_to = '{"messageId":"9","delivered":"true"}'`],
    ['not asked for on Discord', 'reply_to = null'],
    ['not ended', `reply_to = '{"messageId":"9"}', state = 'running'`],
  ])('has no parcel for a run that was %s', async (_, how) => {
    const { claim, outbox } = await openAfter((file) => {
      file.exec(`update workflows set user = '42', ${how} where id = 'wf_quick'`)
    })

    expect([await claim(), await outbox.keptFor('42', 9)]).toEqual([[], []])
  })
})

it('is opened again without anything being posted twice', async () => {
  const { claim, database } = await openAfter((file) => addAlert(file, 201, { attempts: 1 }))
  const { outbox } = await openStoresAt(database.path)

  expect((await claim()).map(alertIds)).toContainEqual([201])
  expect(await outbox.claim({ limit: 9, leaseMs: 1, atMs: Date.now() + hourMs })).toEqual([])
})
