import type { Autointel } from '../../../src/app/open-autointel.ts'
import { periods } from '../../../src/ledger/period.ts'
import type { Subject } from '../../../src/ledger/subject.ts'
import { resultJson } from '../../../src/locales/result-json.ts'
import { toExactUsd } from '../../../src/money/format.ts'
import { hasEnded, storedResult } from '../../../src/orchestrator/stored-result.ts'
import type { Workflow } from '../../../src/orchestrator/workflow.ts'
import { channel, directMessages, manager, member, otherMember, otherServer, server } from './people.ts'

const tenants = [server, otherServer, directMessages]
/** All months of the story; of longer ages a series of hours takes minutes where clocks were moved. */
const all = { fromMs: Date.UTC(2026, 8, 1), toMs: Date.UTC(2027, 0, 1) }
const many = 1_000

/**
 * Everything that a data folder holds, as it is read through the interfaces of the stores: amounts as decimal dollars, ready to be
 * kept as JSON. What is claimed from the outbox is claimed for an hour.
 *
 * @param atMs the time at which limits are looked at and alerts are claimed.
 */
export async function readDataFolder(autointel: Autointel, atMs: number): Promise<unknown> {
  const { ledger, workflows, orchestrator } = autointel
  await ledger.expireHolds(atMs)
  const runs = await workflows.recent({ limit: many })
  return plain({
    verified: await ledger.verify(),
    holdsPending: await ledger.holdsPending(),
    summaries: {
      all: await ledger.summary(all, {}),
      ofServer: await ledger.summary(all, { tenant: server }),
      ofMember: await ledger.summary(all, { user: member }),
      topUsers: await ledger.topUsers(all, { tenant: server }, many),
      topTenants: await ledger.topTenants(all, many),
    },
    subjects: await Promise.all(
      (await ledger.subjects()).map((subject) => readSubject(subject, autointel, atMs)),
    ),
    unfinished: (await orchestrator.orphans()).map(({ id }) => id),
    runs: await Promise.all(runs.map((run) => readRun(run, autointel))),
    knowledge: await Promise.all(tenants.map((tenant) => readKnowledge(tenant, autointel))),
    audit: await ledger.auditTrail(many),
    ...(await readOutbox(autointel, atMs)),
  })
}

/** How many are grouped in a parcel, and whether a result waits or was given up, is for each version and the time of the test to say. */
async function readOutbox({ outbox }: Autointel, atMs: number) {
  const parcels = await outbox.claim({ limit: many, leaseMs: 3_600_000, atMs })
  const kept = await Promise.all([manager, member, otherMember].map((user) => outbox.keptFor(user, many)))
  const undelivered = [
    ...parcels.flatMap((parcel) => (parcel.kind === 'result' ? [parcel.workflow] : [])),
    ...kept.flat().map(({ workflow }) => workflow),
  ]
  return {
    alerts: parcels
      .flatMap((parcel) => {
        const { attempts, deliveries } = parcel
        return parcel.kind === 'alert'
          ? parcel.alerts.map((alert) => ({ ...alert, subject: alert.subject.name, attempts, deliveries }))
          : []
      })
      .sort((a, b) => a.id - b.id),
    notices: parcels.flatMap((parcel) => {
      const { attempts, deliveries, createdAtMs } = parcel
      return parcel.kind === 'notice' ? [{ ...parcel.notice, attempts, deliveries, createdAtMs }] : []
    }),
    undelivered: undelivered.sort(),
  }
}

async function readSubject(subject: Subject, { ledger }: Autointel, atMs: number) {
  const status = await ledger.budgetStatus(subject, atMs)
  return {
    subject: subject.name,
    timeZone: await ledger.timeZone(subject),
    // Limits of the configuration are not in the folder.
    budgets: status.map(({ budget, ...figures }) => ({
      ...figures,
      subject: subject.name,
      kind: subject.kind,
      budget: budget?.origin === 'config' ? undefined : budget,
    })),
    history: (await ledger.budgetHistory(subject, many)).map((change) => ({
      ...change,
      subject: subject.name,
    })),
    series: await Promise.all(periods.map((period) => ledger.series({ ...all, subject, period }))),
  }
}

async function readRun(run: Workflow, { ledger, workflows, config }: Autointel) {
  const entries = await ledger.entriesOf(run.id)
  return {
    run: { ...run, location: run.location.address },
    result: hasEnded(run)
      ? resultJson(await storedResult(run, { workflows, ledger, tiers: config.depthTiers }))
      : undefined,
    entries: entries.map(
      ({ id, task, operation, provider, model, amountNanoUsd, provenance }) =>
        `${id} ${task} ${operation} ${provider}:${model} ${toExactUsd(amountNanoUsd)} ${provenance}`,
    ),
  }
}

async function readKnowledge(tenant: string, { knowledge, workflows }: Autointel) {
  const documents = []
  for (const { id } of await workflows.recent({ tenant, limit: many })) {
    const document = await knowledge.get(`doc_${id}`, tenant)
    if (document) documents.push(document)
  }
  const found = await knowledge.search('When did the harbour freeze?', {
    tenant,
    audience: { visibility: 'member', user: otherMember, channel },
    limit: 10,
  })
  return {
    tenant,
    count: await knowledge.count(tenant),
    documents,
    found: found.map(({ documentId, text }) => ({ documentId, text })),
  }
}

/** JSON keeps neither amounts nor maps. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, part) => {
      if (typeof part === 'bigint') return toExactUsd(part)
      return part instanceof Map ? Object.fromEntries(part) : part
    }),
  )
}
