import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkerApp } from '../../src/http/worker-app.js'
import type { Reading } from '../../src/model/reading.js'
import { countCommitted } from '../../src/pipeline/count-committed.js'
import { measureWaiting } from '../../src/pipeline/measure-waiting.js'
import { timeReadings } from '../../src/pipeline/time-readings.js'
import { verdictOn } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

describe('what a process that works tells of its work', () => {
  let flow: Flow
  beforeAll(async () => {
    const [engine] = engines
    if (!engine) throw new Error('no engine')
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('counts a verdict once, and none whose transaction was not kept', async () => {
    const registry = new Registry()
    const store = countCommitted(flow.store, registry)
    const { caseId } = await flow.openCase('ORDER-C1', [])
    const revision = (await flow.inShop(({ cases }) => cases.get(caseId)))?.revision ?? 0
    const judge = (fails: boolean) =>
      store.inPlatform(flow.platformId, async ({ verdicts }) => {
        await verdicts.insert(verdictOn(caseId, revision))
        if (fails) throw new Error('not kept')
      })
    await expect(judge(true)).rejects.toThrow('not kept')
    expect(await registry.metrics()).not.toMatch(/^verdicts_total\{/m)
    await judge(false)
    await judge(false)
    expect(await registry.metrics()).toContain('verdicts_total{outcome="instant-refund",rule="instant-high-trust"} 1')
  })

  it('answers that it lives, how long files took, and since when work waits', async () => {
    const metrics = new Registry()
    const reader = {
      concurrency: 1,
      close: async () => undefined,
      read: async ({ name }: { readonly name: string }) => {
        if (name === 'broken') throw new Error('cannot be read')
        return {} as Reading
      },
    }
    const timed = timeReadings(reader, metrics)
    const file = { path: 'x', recording: {} as never, timeoutMs: 1 }
    await timed.read({ ...file, name: 'whole' }, new AbortController().signal)
    await expect(timed.read({ ...file, name: 'broken' }, new AbortController().signal)).rejects.toThrow('cannot be read')
    const { caseId } = await flow.openCase('ORDER-C2', [])
    const since = (await flow.inShop(({ cases }) => cases.get(caseId)))?.updatedAt ?? ''
    measureWaiting(flow.store, metrics, () => new Date(Date.parse(since) + 3_600_000))
    const app = createWorkerApp({ metrics, queue: { counts: () => Promise.reject(new Error('away')) } })
    expect(await (await app.request('/healthz')).json()).toEqual({ status: 'ok' })
    const text = await (await app.request('/metrics')).text()
    expect(text).toContain('reading_duration_seconds_count{result="read"} 1')
    expect(text).toContain('reading_duration_seconds_count{result="failed"} 1')
    expect(Number(/oldest_unfinished_seconds\{name="judge-case"\} ([\d.]+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(3600)
  })
})
