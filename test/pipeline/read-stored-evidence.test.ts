import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/errors.js'
import { readStoredEvidence } from '../../src/pipeline/read-stored-evidence.js'
import type { EvidenceReader } from '../../src/ports/reading.js'
import { engines, type Flow, openFlow, readText } from './open-flow.js'

describe.each(engines)('reading stored evidence on the %s store', (...engine) => {
  let flow: Flow
  let reads = 0
  const reading = (read: EvidenceReader['read']) => ({
    store: flow.store,
    blobs: flow.blobs,
    reader: { concurrency: 1, read, close: async () => undefined },
    quietMs: 0,
    now: () => new Date(),
  })
  const never = new AbortController().signal
  const counted: EvidenceReader['read'] = (file) => {
    reads++
    return readText(file)
  }
  const failing = (fault: Fault) => async () => {
    reads++
    throw fault
  }
  const jobsOf = async (caseId: string) =>
    (await flow.store.inAll(({ outbox }) => outbox.take(1000))).flatMap(({ name, payload }) =>
      name === 'judge-case' && payload.caseId === caseId ? [payload.revision] : [],
    )

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('keeps one reading and has the case judged once all of it is read', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-A', ['a', 'b'])
    const run = (evidenceId: string) => readStoredEvidence(reading(counted), { platformId: flow.platformId, evidenceId }, never)
    await run(evidenceIds[0] ?? '')
    expect(await jobsOf(caseId)).toEqual([])
    await Promise.all([run(evidenceIds[1] ?? ''), run(evidenceIds[1] ?? '')])
    await run(evidenceIds[1] ?? '')
    expect(await jobsOf(caseId)).toEqual([2])
    expect(
      await flow.inShop(async ({ readings }) => [...(await readings.ofCase(caseId)).values()].map(({ lines }) => lines[0]?.text)),
    ).toEqual(['a', 'b'])
  })

  it.each(['picture-damaged', 'reader-died', 'reading-timed-out', 'internal'] as const)(
    'ends with %s named, and the case goes on',
    async (code) => {
      const { caseId, evidenceIds } = await flow.openCase(`ORDER-${code}`, [code])
      reads = 0
      const fault = new Fault(code, 'over and over')
      await readStoredEvidence(reading(failing(fault)), { platformId: flow.platformId, evidenceId: evidenceIds[0] ?? '' }, never)
      const [piece] = await flow.inShop(({ evidence }) => evidence.list(caseId))
      expect(piece).toMatchObject({ state: 'faulty', fault: { code } })
      // What is the file's own doing for sure is not tried again.
      expect(reads).toBe(code === 'picture-damaged' ? 1 : 2)
      expect(await jobsOf(caseId)).toEqual([2])
    },
  )

  it.each(['reader-unavailable', 'decoder-unavailable', 'blob-store-unreachable'] as const)(
    'leaves evidence waiting while %s',
    async (code) => {
      const { caseId, evidenceIds } = await flow.openCase(`ORDER-${code}`, [code])
      const evidenceId = evidenceIds[0] ?? ''
      const run = readStoredEvidence(reading(failing(new Fault(code, 'for now'))), { platformId: flow.platformId, evidenceId }, never)
      await expect(run).rejects.toMatchObject({ code })
      expect(await flow.inShop(({ evidence }) => evidence.get(evidenceId))).toMatchObject({ state: 'waiting' })
      expect(await jobsOf(caseId)).toEqual([])
    },
  )

  it('leaves evidence waiting when its job is stopped', async () => {
    const { evidenceIds } = await flow.openCase('ORDER-STOP', ['stop'])
    const stop = new AbortController()
    const read = async () => {
      stop.abort()
      throw new Fault('reader-died', 'stopped with its job')
    }
    const run = readStoredEvidence(reading(read), { platformId: flow.platformId, evidenceId: evidenceIds[0] ?? '' }, stop.signal)
    await expect(run).rejects.toMatchObject({ code: 'reader-died' })
    expect(await flow.inShop(({ evidence }) => evidence.get(evidenceIds[0] ?? ''))).toMatchObject({ state: 'waiting' })
  })
})
