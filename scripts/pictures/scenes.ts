import { userSubject } from '../../src/ledger/subject.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import type { WorkflowRefusal } from '../../src/orchestrator/workflow-result.ts'
import { namedPeriods } from '../../src/report/period-range.ts'
import { alertMessage } from '../../src/surfaces/discord/render/alert-message.ts'
import { budgetViewMessage } from '../../src/surfaces/discord/render/budget-message.ts'
import { costReportMessage } from '../../src/surfaces/discord/render/cost-report-message.ts'
import { progressMessage } from '../../src/surfaces/discord/render/progress-message.ts'
import { resultMessage } from '../../src/surfaces/discord/render/result-message.ts'
import { reportId } from '../../src/surfaces/discord/report-state.ts'
import { controlsOf } from '../../src/surfaces/discord/report-view.ts'
import { harbourResult, nowMs } from './harbour-brief.ts'
import type { Reader } from './markdown-html.ts'
import type { Scene } from './message-html.ts'
import { monthAlert, server, statuses, weekReport } from './week-report.ts'

const texts = textsOf('en-US')
const timeZone = 'UTC'
const displayName = 'Tide Watchers'
const names = new Map([
  ['411223344556677889', 'Tess'],
  ['511223344556677889', 'Milo'],
  ['611223344556677889', 'Ida'],
])
const members = [...names.keys()]
const weekSpends = ['25.31', '18.07', '12.60']
const monthSpends = ['131.20', '61.75', '41.65']
const reader: Reader = { locale: 'en-US', timeZone, nowMs, names }
const article = 'https://coast.example/harbour'

const dayRefusal: WorkflowRefusal = {
  kind: 'tenant',
  subject: server.name,
  period: 'day',
  mode: 'hard',
  limitNanoUsd: parseUsd('20'),
  spentNanoUsd: parseUsd('18.24'),
  heldNanoUsd: parseUsd('0.84'),
  resetsAtMs: statuses[1].resetsAtMs,
  requestedNanoUsd: parseUsd('1.04'),
  fitsDepth: 'quick',
}

const reportState = { subject: server, period: namedPeriods['7-days'], by: 'task', atMs: nowMs } as const

/** The messages that the README and the guides show, each made by the bot's own renderer. */
export const scenes: Readonly<Record<string, Scene>> = {
  brief: {
    reader,
    asked: { by: 'Tess', command: '/autointel' },
    message: resultMessage(
      harbourResult,
      {
        showCost: false,
        noticeThresholdNanoUsd: parseUsd('0.50'),
        deeper: [{ depth: 'comprehensive', ceilingNanoUsd: parseUsd('5') }],
        deeperBriefs: [],
        isAdmittedNow: false,
        hasEvidenceSearch: true,
        shallower: undefined,
        canRaise: false,
      },
      texts,
    ),
  },
  progress: {
    reader,
    asked: { by: 'Tess', command: '/autointel' },
    message: progressMessage(
      {
        workflow: harbourResult.workflow,
        location: article,
        depth: 'deep',
        quote: {
          depth: 'deep',
          atMostNanoUsd: parseUsd('3'),
          usuallyNanoUsd: parseUsd('0.684'),
          tightest: dayRefusal,
          leftNanoUsd: parseUsd('8.24'),
        },
        position: undefined,
        tasks: [
          { task: 'acquisition', state: 'completed' },
          {
            task: 'analysis',
            state: 'running',
            doing: { code: 'reading_part', values: { part: 3, of: 5 } },
            fraction: 0.62,
          },
          { task: 'verification', state: 'waiting' },
          { task: 'knowledge', state: 'waiting' },
        ],
        startedAtMs: nowMs - 47_000,
        nowMs,
        spentNanoUsd: parseUsd('0.3127'),
        timeZone,
      },
      texts,
    ),
  },
  refusal: {
    reader,
    asked: { by: 'Ida', command: '/autointel' },
    message: resultMessage(
      {
        ...harbourResult,
        status: 'refused',
        source: undefined,
        brief: undefined,
        cost: undefined,
        costNanoUsd: 0n,
        tasks: harbourResult.tasks.map(({ task }) => ({
          task,
          status: 'skipped',
          costNanoUsd: 0n,
          calls: 0,
        })),
        refusal: dayRefusal,
      },
      {
        showCost: false,
        noticeThresholdNanoUsd: parseUsd('0.50'),
        deeper: [],
        deeperBriefs: [],
        isAdmittedNow: false,
        hasEvidenceSearch: true,
        shallower: { depth: 'quick', ceilingNanoUsd: parseUsd('0.50') },
        canRaise: true,
      },
      texts,
    ),
  },
  budget: {
    reader,
    asked: { by: 'Ida', command: '/budget view' },
    isEphemeral: true,
    message: budgetViewMessage({ subject: server, displayName, statuses, canRaise: true }, texts),
  },
  'cost-report': {
    reader,
    asked: { by: 'Ida', command: '/costreport' },
    message: costReportMessage(
      weekReport,
      {
        by: 'task',
        displayName,
        topMembers: members.map((id, index) => ({
          subject: userSubject(id),
          costNanoUsd: parseUsd(weekSpends[index] ?? '0'),
        })),
        forecast: {
          kind: 'projected',
          spentNanoUsd: statuses[2].spentNanoUsd,
          projectedNanoUsd: parseUsd('298.58'),
          perDayNanoUsd: parseUsd('7.998'),
          daysKnown: 21,
          limitReachedAtMs: undefined,
        },
        components: controlsOf(reportState, weekReport, nowMs, texts),
      },
      texts,
    ),
  },
  alert: {
    reader,
    message: alertMessage(
      {
        subject: server,
        displayName,
        alerts: [monthAlert],
        topSpenders: members.map((id, index) => ({
          subject: userSubject(id),
          displayName: undefined,
          spentNanoUsd: parseUsd(monthSpends[index] ?? '0'),
        })),
        suggestions: ['raise_limit', 'limit_top_user'],
        timeZone,
      },
      texts,
      { reportId: reportId(reportState) },
    ),
  },
  russian: {
    reader: { ...reader, locale: 'ru' },
    asked: { by: 'Ida', command: '/budget view' },
    isEphemeral: true,
    message: budgetViewMessage({ subject: server, displayName, statuses, canRaise: true }, textsOf('ru')),
  },
}
