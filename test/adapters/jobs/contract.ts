import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '../../../src/errors.js'
import type { JobQueue } from '../../../src/ports/jobs.js'
import { job, workersThat } from './contract-workers.js'

/** A real engine, started for a suite. */
export interface TestEngine {
  /** Each is as if it were a process of its own. */
  open(): Promise<JobQueue>
  /** Deletes everything the queue holds, under its feet. */
  wipe(): Promise<void>
  /** Starts a process that takes the waiting job and never ends, and resolves when the job runs. */
  startHangingProcess(): Promise<{ kill(): Promise<void> }>
  /** Null where the engine cannot be away without the process. */
  readonly outage: { begin(): Promise<void>; end(): Promise<void> } | null
  stop(): Promise<void>
}

const patience = { timeout: 50_000, interval: 20 }

/** `isServer`: it can be away while the process that uses it goes on, as the embedded database cannot. */
export function describeJobQueue(name: string, isServer: boolean, start: () => Promise<TestEngine>): void {
  describe(`job queue on ${name}`, () => {
    let engine: TestEngine
    let opened: JobQueue[] = []
    const open = async (): Promise<JobQueue> => {
      const queue = await engine.open()
      opened.push(queue)
      return queue
    }
    beforeAll(async () => {
      engine = await start()
    })
    afterAll(async () => engine?.stop())
    beforeEach(() => engine.wipe())
    afterEach(async () => {
      await Promise.all(opened.map((queue) => queue.close(0)))
      opened = []
    })

    it('runs every job, with its payload', async () => {
      const queue = await open()
      const seen: string[] = []
      const ids = Array.from({ length: 60 }, (_, at) => `ev_${at}`)
      await queue.work(workersThat(async ({ platformId, evidenceId }) => void seen.push(`${platformId}/${evidenceId}`), { concurrency: 4 }))
      await queue.add(ids.map((id) => job(id)))
      await vi.waitFor(() => expect(new Set(seen).size).toBe(60), patience)
      expect(seen.sort()).toEqual(ids.map((id) => `plat_a/${id}`).sort())
    })

    it('runs an id once that is added again while it waits, and again when it is added after it was done', async () => {
      const queue = await open()
      let runs = 0
      await Promise.all([queue.add([job('ev_a'), job('ev_a')]), queue.add([job('ev_a')])])
      await queue.add([job('ev_a'), job('ev_last', { priority: 9 })])
      let last = false
      await queue.work(
        workersThat(async ({ evidenceId }) => {
          if (evidenceId === 'ev_a') runs++
          else last = true
        }),
      )
      await vi.waitFor(() => expect(last).toBe(true), patience)
      expect(runs).toBe(1)
      await queue.add([job('ev_a')])
      await vi.waitFor(() => expect(runs).toBe(2), patience)
    })

    it('runs the lower priority first', async () => {
      const queue = await open()
      const order: string[] = []
      await queue.add([
        job('ev_c', { priority: 30 }),
        job('ev_a', { priority: 1 }),
        job('ev_d', { priority: 2_000_000 }),
        job('ev_b', { priority: 2 }),
      ])
      await queue.work(workersThat(async ({ evidenceId }) => void order.push(evidenceId)))
      await vi.waitFor(() => expect(order).toEqual(['ev_a', 'ev_b', 'ev_c', 'ev_d']), patience)
    })

    it('runs what has the same priority in the order in which it was added', async () => {
      const queue = await open()
      const order: string[] = []
      const ids = Array.from({ length: 40 }, (_, at) => `ev_${at}`)
      for (const id of ids) await queue.add([job(id, { priority: 470_000 })])
      await queue.work(workersThat(async ({ evidenceId }) => void order.push(evidenceId)))
      await vi.waitFor(() => expect(order).toEqual(ids), patience)
    })

    it('never runs a delayed job before its time', async () => {
      const queue = await open()
      const added = Date.now()
      let ranAt = 0
      await queue.work(
        workersThat(async () => {
          ranAt = Date.now()
        }),
      )
      await queue.add([job('ev_a', { delayMs: 700 })])
      await vi.waitFor(() => expect(ranAt).toBeGreaterThan(0), patience)
      expect(ranAt - added).toBeGreaterThanOrEqual(700)
    })

    it('tries again what failed, until it is done', async () => {
      const queue = await open()
      let runs = 0
      await queue.work(
        workersThat(async () => {
          if (++runs < 3) throw new Error('the network')
        }),
      )
      await queue.add([job('ev_a')])
      await vi.waitFor(
        async () => expect([runs, (await queue.counts())['read-evidence']]).toEqual([3, { waiting: 0, delayed: 0, active: 0, dead: 0 }]),
        patience,
      )
    })

    it('lists as dead at once what is not to be tried again, and drives it again when asked', async () => {
      const queue = await open()
      let heals = false
      let runs = 0
      await queue.work(
        workersThat(async () => {
          runs++
          if (!heals) throw new Fault('file-empty', 'shot.png')
        }),
      )
      await queue.add([job('ev_a')])
      await vi.waitFor(async () => expect(await queue.deadLetters(10)).toHaveLength(1), patience)
      const [letter] = await queue.deadLetters(10)
      expect(letter).toMatchObject({
        name: 'read-evidence',
        id: 'read-evidence.ev_a',
        payload: { platformId: 'plat_a', evidenceId: 'ev_a' },
        because: 'file-empty: shot.png',
        attempts: 1,
      })
      expect(Date.parse(letter?.failedAt ?? '')).toBeGreaterThan(0)
      expect(runs).toBe(1)
      heals = true
      expect(await queue.redrive('read-evidence', 'read-evidence.ev_a')).toBe(true)
      await vi.waitFor(async () => expect([runs, await queue.deadLetters(10)]).toEqual([2, []]), patience)
      expect(await queue.redrive('read-evidence', 'read-evidence.ev_a')).toBe(false)
      expect(await queue.redrive('read-evidence', 'read-evidence.never')).toBe(false)
    })

    it('is dead after its last attempt, and runs again with all of them when it is added again', async () => {
      const queue = await open()
      let runs = 0
      await queue.work(
        workersThat(
          async () => {
            if (++runs !== 4) throw new Error('the network')
          },
          { attempts: 2 },
        ),
      )
      await queue.add([job('ev_a')])
      await vi.waitFor(async () => expect((await queue.counts())['read-evidence'].dead).toBe(1), patience)
      expect(runs).toBe(2)
      await queue.add([job('ev_b'), job('ev_a')])
      await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(4), patience)
    })

    it('ends a job that takes too long', async () => {
      const queue = await open()
      let aborted = false
      await queue.work(
        workersThat(
          (_, signal) => {
            signal.addEventListener('abort', () => {
              aborted = true
            })
            return new Promise(() => undefined)
          },
          { timeoutMs: 50, attempts: 1 },
        ),
      )
      await queue.add([job('ev_a')])
      await vi.waitFor(async () => expect((await queue.deadLetters(1))[0]?.because).toContain('job-timed-out'), patience)
      expect(aborted).toBe(true)
    })

    it('does not run a payload of another form', async () => {
      const queue = await open()
      let runs = 0
      await queue.work(workersThat(async () => void runs++))
      await queue.add([{ ...job('ev_a'), payload: { platformId: 7 } as never }])
      await vi.waitFor(async () => expect((await queue.deadLetters(1))[0]?.because).toContain('job-invalid'), patience)
      expect(runs).toBe(0)
    })

    it('lets a running job end when it closes, and leaves the waiting ones to others', async () => {
      const first = await open()
      const seen: string[] = []
      let end: () => void = () => undefined
      const ending = new Promise<void>((resolve) => {
        end = resolve
      })
      await first.add([job('ev_a'), job('ev_b', { priority: 1 })])
      await first.work(
        workersThat(async ({ evidenceId }) => {
          seen.push(`begun ${evidenceId}`)
          await ending
          seen.push(`done ${evidenceId}`)
        }),
      )
      await vi.waitFor(() => expect(seen).toEqual(['begun ev_a']), patience)
      const closing = first.close(30_000)
      await sleep(50)
      end()
      await closing
      expect(seen).toEqual(['begun ev_a', 'done ev_a'])
      const second = await open()
      const later: string[] = []
      await second.work(workersThat(async ({ evidenceId }) => void later.push(evidenceId)))
      await vi.waitFor(() => expect(later).toEqual(['ev_b']), patience)
    })

    it('aborts a job that outlasts the time for closing, and another process runs it', async () => {
      const first = await open()
      let aborted = false
      let begun = false
      await first.work(
        workersThat((_, signal) => {
          begun = true
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted = true
              reject(signal.reason)
            })
          })
        }),
      )
      await first.add([job('ev_a')])
      await vi.waitFor(() => expect(begun).toBe(true), patience)
      await first.close(10)
      expect(aborted).toBe(true)
      const second = await open()
      const seen: string[] = []
      await second.work(workersThat(async ({ evidenceId }) => void seen.push(evidenceId)))
      await vi.waitFor(() => expect(seen).toEqual(['ev_a']), patience)
    })

    it('takes no more when it is paused', async () => {
      const queue = await open()
      const other = await open()
      let runs = 0
      await queue.work(workersThat(async () => void runs++))
      await queue.pause()
      await other.add([job('ev_a')])
      const seen: string[] = []
      await other.work(workersThat(async ({ evidenceId }) => void seen.push(evidenceId)))
      await vi.waitFor(() => expect(seen).toEqual(['ev_a']), patience)
      expect(runs).toBe(0)
    })

    it('goes on when all it holds is deleted while it works', async () => {
      const queue = await open()
      const seen: string[] = []
      let hold = true
      await queue.work(
        workersThat(async ({ evidenceId }) => {
          seen.push(evidenceId)
          while (hold) await sleep(5)
        }),
      )
      await queue.add([job('ev_a'), job('ev_b', { priority: 1 })])
      await vi.waitFor(() => expect(seen).toHaveLength(1), patience)
      await engine.wipe()
      hold = false
      await queue.add([job('ev_c')])
      await vi.waitFor(() => expect(seen).toContain('ev_c'), patience)
    })

    it('runs a repeated job again and again, also after all the queue holds was deleted', async () => {
      const queue = await open()
      const other = await open()
      let runs = 0
      const count = { ...workersThat(async () => undefined)['relay-outbox'], handle: async () => void runs++ }
      await queue.work({ ...workersThat(async () => undefined), 'relay-outbox': count })
      queue.repeat('relay-outbox', 50)
      other.repeat('relay-outbox', 50)
      await vi.waitFor(() => expect(runs).toBeGreaterThan(3), patience)
      await engine.wipe()
      const before = runs
      await vi.waitFor(() => expect(runs).toBeGreaterThan(before + 3), patience)
    })

    it('gives the job of a killed process to another', async () => {
      const queue = await open()
      await queue.add([job('ev_a')])
      if (!engine.outage) await queue.close(0)
      const process = await engine.startHangingProcess()
      await process.kill()
      const survivor = await open()
      const seen: string[] = []
      await survivor.work(workersThat(async ({ evidenceId }) => void seen.push(evidenceId)))
      await vi.waitFor(() => expect(seen).toEqual(['ev_a']), patience)
    })

    if (!isServer) return
    it('says that it cannot be reached, and works on when it can', async () => {
      const { outage } = engine
      if (!outage) throw new Error('a server that cannot be stopped')
      const queue = await open()
      const seen: string[] = []
      await queue.work(workersThat(async ({ evidenceId }) => void seen.push(evidenceId)))
      await queue.add([job('ev_a')])
      await vi.waitFor(() => expect(seen).toEqual(['ev_a']), patience)
      await outage.begin()
      await expect(queue.add([job('ev_b')])).rejects.toMatchObject({ code: 'queue-unreachable' })
      await expect(queue.counts()).rejects.toMatchObject({ code: 'queue-unreachable' })
      await outage.end()
      await vi.waitFor(() => queue.add([job('ev_c')]), patience)
      await vi.waitFor(() => expect(seen).toContain('ev_c'), patience)
    })
  })
}
