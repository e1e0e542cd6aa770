import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/errors.js'
import { announceEvent } from '../../src/intake/announce-event.js'
import { relayAfterCommit } from '../../src/pipeline/relay-after-commit.js'
import { relayOutbox } from '../../src/pipeline/relay-outbox.js'
import { startRelay } from '../../src/pipeline/start-relay.js'
import { sweepBlobs } from '../../src/pipeline/sweep-blobs.js'
import { sweepUnfinished } from '../../src/pipeline/sweep-unfinished.js'
import type { DeadLetter, QueuedJob } from '../../src/ports/jobs.js'
import { lowTrust } from '../builders/case.js'
import { engines, type Flow, openFlow } from './open-flow.js'

describe.each(engines)('what carries work on, on the %s store', (...engine) => {
  let flow: Flow
  const later = (ms: number) => () => new Date(Date.now() + ms)
  const collecting = (dead: readonly DeadLetter[] = []) => {
    const queued: QueuedJob[] = []
    return { queued, add: async (jobs: readonly QueuedJob[]) => void queued.push(...jobs), deadLetters: async () => dead }
  }

  beforeAll(async () => {
    flow = await openFlow(engine)
    await flow.inShop(({ endpoints }) => endpoints.add({ url: 'https://shop.example/', secret: `whsec_${'a'.repeat(32)}`, types: null }))
  })
  afterAll(() => flow?.close())

  it('keeps jobs in the outbox until the queue has them, and gives each once then', async () => {
    const { evidenceIds } = await flow.openCase('ORDER-R', ['one', 'two'])
    const away = { add: () => Promise.reject(new Fault('queue-unreachable', 'away')) }
    await expect(relayOutbox({ store: flow.store, queue: away, now: later(0) })).rejects.toMatchObject({ code: 'queue-unreachable' })
    const queue = collecting()
    await relayOutbox({ store: flow.store, queue, now: later(0) })
    await relayOutbox({ store: flow.store, queue, now: later(0) })
    expect(queue.queued.map(({ id }) => id)).toEqual(evidenceIds.map((id) => `read-evidence.${id}`))
  })

  it('gives the queue a buyer who may be paid at once before one whom nobody trusts, also after the queue was lost', async () => {
    const low = await flow.openCase('ORDER-LOW', ['low'], flow.platformId, { buyer: lowTrust })
    const high = await flow.openCase('ORDER-HIGH', ['high'])
    const queue = collecting()
    await relayOutbox({ store: flow.store, queue, now: later(0) })
    const placeOf = (ids: readonly string[]) => queue.queued.find(({ id }) => id === `read-evidence.${ids[0]}`)?.priority
    expect(placeOf(high.evidenceIds)).toBeLessThan(placeOf(low.evidenceIds) ?? 0)
    const swept = collecting()
    await sweepUnfinished({ store: flow.store, queue: swept, now: later(60_000) })
    const job = swept.queued.find(({ id }) => id === `read-evidence.${low.evidenceIds[0]}`)
    expect(job?.priority).toBeLessThan(placeOf(low.evidenceIds) ?? 0)
  })

  it('relays after each transaction that added a job, a merchant’s too, and after no other', async () => {
    let relayed = 0
    const store = relayAfterCommit(flow.store, () => relayed++)
    const job = { name: 'forget-old', jobId: 'r', payload: {}, priority: 1, runAt: null }
    await store.inPlatform(flow.platformId, ({ cases }) => cases.openOf('none'))
    await expect(
      store.inMerchant(flow.platformId, 'm', ({ outbox }) => outbox.add([job]).then(() => Promise.reject(new Error('undone')))),
    ).rejects.toThrow()
    expect(relayed).toBe(0)
    await store.inPlatform(flow.platformId, ({ outbox }) => outbox.add([job]))
    await store.inMerchant(flow.platformId, 'm', ({ outbox }) => outbox.add([job]))
    expect(relayed).toBe(2)
    await relayOutbox({ store: flow.store, queue: collecting(), now: later(0) })
  })

  it('is not held up by a job of another form', async () => {
    await flow.inShop(({ outbox }) => outbox.add([{ name: 'of-tomorrow', jobId: 'x', payload: {}, priority: 1, runAt: null }]))
    const { evidenceIds } = await flow.openCase('ORDER-F', ['f'])
    const queue = collecting()
    const told: string[] = []
    const { relay, idle } = startRelay({ store: flow.store, queue, now: later(0) }, (words) => told.push(words))
    relay()
    relay()
    await idle()
    expect(queue.queued.map(({ id }) => id)).toEqual(evidenceIds.map((id) => `read-evidence.${id}`))
    expect(told).toEqual([expect.stringContaining('of-tomorrow')])
  })

  it('finds all unfinished work in the tables alone', async () => {
    const unread = await flow.openCase('ORDER-S1', ['s1'])
    const unjudged = await flow.openCase('ORDER-S2', [])
    await flow.inShop((rows) => announceEvent(rows, { type: 'case.opened', caseId: unjudged.caseId, data: {}, key: 'S2' }))
    const queue = collecting()
    await sweepUnfinished({ store: flow.store, queue, now: later(0) })
    expect(queue.queued).toEqual([])
    await sweepUnfinished({ store: flow.store, queue, now: later(60_000) })
    const ids = queue.queued.map(({ id }) => id)
    expect(ids).toContain(`read-evidence.${unread.evidenceIds[0]}`)
    expect(ids).toContain(`judge-case.${unjudged.caseId}.1`)
    expect(ids.filter((id) => id.startsWith('deliver-webhook.'))).toHaveLength(1)
    expect(ids).not.toContain(`judge-case.${unread.caseId}.2`)
  })

  it('lets what died lately rest, and drives it again later', async () => {
    const { caseId } = await flow.openCase('ORDER-D', [])
    const id = `judge-case.${caseId}.1`
    const dead = { name: 'judge-case' as const, id, payload: {}, because: '', attempts: 10, failedAt: new Date().toISOString() }
    const queue = collecting([dead])
    await sweepUnfinished({ store: flow.store, queue, now: later(60_000) })
    expect(queue.queued.map((job) => job.id)).not.toContain(id)
    await sweepUnfinished({ store: flow.store, queue, now: later(700_000) })
    expect(queue.queued.map((job) => job.id)).toContain(id)
  })

  it('removes content that nothing names, and nothing else', async () => {
    const { caseId } = await flow.openCase('ORDER-B', ['named'])
    const [named] = await flow.inShop(({ evidence }) => evidence.list(caseId))
    const orphan = await flow.blobs.put(flow.platformId, Readable.from([Buffer.from('orphan')]), { maxBytes: 100 })
    const upload = await flow.blobs.beginUpload(flow.platformId)
    const exist = () => Promise.all([named?.blobKey ?? '', orphan.key].map((key) => flow.blobs.exists(key)))
    await sweepBlobs({ ...flow, now: later(3_600_000) })
    expect(await exist()).toEqual([true, true])
    await sweepBlobs({ ...flow, now: later(2 * 86_400_000) })
    expect(await exist()).toEqual([true, false])
    await expect(flow.blobs.uploadOffset(flow.platformId, upload)).rejects.toMatchObject({ code: 'file-not-found' })
  })
})
