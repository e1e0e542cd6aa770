import { getEventListeners } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { runJob } from '../../../src/adapters/jobs/run-job.js'
import { job, workersThat } from './contract-workers.js'

it('keeps nothing of jobs that have ended for as long as the process runs', async () => {
  const stop = new AbortController().signal
  const held: WeakRef<object>[] = []
  const workers = workersThat(async ({ evidenceId }, signal) => {
    held.push(new WeakRef(signal))
    if (evidenceId === 'ev_3') throw new Error('another time')
  })
  for (let at = 0; at < 10; at++) {
    const { name, payload } = job(`ev_${at}`)
    await runJob(workers, { name, data: payload, attemptsMade: 0 }, stop).catch(() => undefined)
  }
  expect(getEventListeners(stop, 'abort')).toEqual([])
  const still = () => held.filter((signal) => signal.deref() !== undefined).length
  for (let tries = 0; still() > 0 && tries < 20; tries++) {
    await turn()
    collectGarbage()
  }
  expect(still()).toBe(0)
})

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
