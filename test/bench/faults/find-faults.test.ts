import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFaults } from '../../../bench/faults/find-faults.js'
import type { HeardEvent } from '../../../bench/faults/rig.js'
import { openLedger } from '../../../bench/faults/send-load.js'
import type { Case, Event, Order } from '../../../src/client/answers.js'
import { openClient } from '../../../src/client/client.js'

const sha256 = createHash('sha256').update('picture').digest('hex')
const opened = { id: 'evt_1', type: 'case.opened', caseId: 'case_1', data: { caseId: 'case_1' } }
const judged = { id: 'evt_2', type: 'case.decided', caseId: 'case_1', data: { revision: 2, outcome: 'refund' } }

/** A service that answers what stands here; each test spoils a part of it. */
let answers: Record<string, unknown>
let events: readonly unknown[]
let heard: HeardEvent[]
let server: Server

beforeEach(async () => {
  const piece = { id: 'ev_1', sha256, state: 'read', fault: null }
  answers = {
    '/v1/orders/N1': { order: { amountFen: 100 } } as Order,
    '/v1/cases/case_1': { id: 'case_1', judgedRevision: 2, verdict: { outcome: 'refund' }, evidence: [piece] } as unknown as Case,
    '/v1/evidence/ev_1/content': 'picture',
  }
  events = [opened, judged]
  heard = [opened, judged].map(({ id, data }) => ({ id, body: JSON.stringify({ data }) }))
  server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://service')
    const page = { items: searchParams.has('cursor') ? [] : events, next: 'end' }
    const answer = pathname === '/v1/events' ? page : answers[pathname]
    response.writeHead(answer === undefined ? 404 : 200).end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function found() {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = openClient({ baseUrl, apiKey: 'key', retries: 0 })
  const ledger = openLedger()
  ledger.orders.set('N1', [100])
  ledger.cases.set('case_1', 'N1')
  ledger.evidence.set('ev_1', { caseId: 'case_1', sha256 })
  const earlier = new Map([[opened.id, opened as unknown as Event]])
  const rig = {
    client,
    baseUrl,
    apiKey: 'key',
    victims: {},
    heard: () => heard,
    verifyAudit: async () => true,
    stop: async () => undefined,
  }
  const { lost, double } = await findFaults(rig, ledger, earlier)
  return { lost, double }
}

const spoil: Record<string, () => void> = {
  'order N1': () => delete answers['/v1/orders/N1'],
  'case case_1': () => delete answers['/v1/cases/case_1'],
  'content of ev_1': () => {
    answers['/v1/evidence/ev_1/content'] = 'pict'
  },
  'event evt_1': () => {
    events = [{ ...opened, data: {} }, judged]
  },
  'event evt_2 never arrived': () => heard.pop(),
  'event evt_2 arrived and is not kept': () => {
    events = [opened]
  },
}

describe('the look at what was acknowledged', () => {
  it('finds nothing where everything is there once', async () => {
    expect(await found()).toEqual({ lost: [], double: [] })
  })

  it.each(Object.keys(spoil))('finds lost: %s', async (words) => {
    spoil[words]?.()
    expect((await found()).lost).toContain(words)
  })

  it('finds an event that came with two contents', async () => {
    heard.push({ id: 'evt_2', body: '{"data":{}}' })
    expect((await found()).double).toEqual(['event evt_2 with two contents'])
  })

  it('finds a revision that was judged twice', async () => {
    const again = { ...judged, id: 'evt_3' }
    events = [opened, judged, again]
    heard.push({ id: 'evt_3', body: JSON.stringify({ data: judged.data }) })
    expect((await found()).double).toEqual(['case_1 judged at 2'])
  })

  it('finds an announcement that is not the verdict', async () => {
    events = [opened, { ...judged, data: { revision: 2, outcome: 'review' } }]
    expect((await found()).double).toContain('case_1 announced otherwise than judged')
  })

  it('finds events of a case that came out of order', async () => {
    heard.reverse()
    expect((await found()).double).toEqual(['event evt_2 out of order'])
  })
})
