import { Queue } from 'bullmq'
import { Fault } from '../../errors.js'
import { type JobName, jobNames, type RepeatedJobName } from '../../jobs.js'
import type { DeadLetter, JobCounts, JobQueue, JobWorkers, QueuedJob } from '../../ports/jobs.js'
import { type BullWorkers, startBullWorkers } from './bull-workers.js'
import { type Engine, queuePrefix, type Tell } from './engine.js'
import { tellSeldom } from './tell-seldom.js'

/** The queue with what the board for operators shows of it. */
export interface BullJobQueue extends JobQueue {
  /** One BullMQ queue for each job name. */
  readonly queues: readonly Queue[]
}

/** A `JobQueue` on BullMQ: one queue for each job name, so that each has its own number of workers. */
export function openBullQueue(engine: Engine, tellAll: Tell): BullJobQueue {
  const tell = tellSeldom(tellAll)
  const queues = new Map(jobNames.map((name) => [name, openQueue(engine, name, tell)]))
  const timers = new Set<NodeJS.Timeout>()
  let workers: BullWorkers | null = null
  let closing: Promise<void> | null = null
  const closeAll = async (graceMs: number): Promise<void> => {
    for (const timer of timers) clearInterval(timer)
    await workers?.close(graceMs)
    await Promise.allSettled([...queues.values()].map((queue) => queue.close()))
    await engine.close()
  }
  const queueOf = (name: JobName): Queue => {
    const queue = queues.get(name)
    if (!queue) throw new Fault('job-invalid', `${name} is no job`)
    return queue
  }
  return {
    queues: [...queues.values()],
    add: (jobs) => reaching(() => addAll(jobs, queueOf, engine.mostSingly)),
    work: async (given: JobWorkers) => {
      if (workers) throw new Fault('internal', 'this process works already')
      // Kept before they are ready: what was begun is closed, also when it is never ready.
      workers = startBullWorkers(engine, given, tell)
      await reaching(workers.untilReady, startMs)
    },
    repeat: (name, everyMs) => {
      timers.add(startTicking(everyMs, tell, () => reaching(() => addTick(queueOf(name), name, everyMs))))
    },
    deadLetters: (limit) => reaching(async () => (await Promise.all(jobNames.map((name) => deadOf(queueOf(name), name, limit)))).flat()),
    redrive: (name, id) => reaching(() => redrive(queueOf(name), id)),
    counts: () => reaching(() => countAll(queueOf)),
    pause: async () => workers?.pause(),
    close: (graceMs) => {
      closing ??= closeAll(graceMs)
      return closing
    },
  }
}

/** The engine is asked for nothing longer than this: callers hold a request or a transaction. */
const answerMs = 10_000

/** For all workers at once, on a machine that is busy with other things. */
const startMs = 60_000

async function reaching<T>(work: () => Promise<T>, withinMs = answerMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${withinMs} ms`)), withinMs)
  })
  try {
    return await Promise.race([work(), late])
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('queue-unreachable', cause instanceof Error ? cause.message : String(cause), { cause })
  } finally {
    clearTimeout(timer)
  }
}

function openQueue(engine: Engine, name: JobName, tell: Tell): Queue {
  const queue = new Queue(
    name,
    {
      connection: engine.forQueues as never,
      prefix: queuePrefix,
      // Nobody reads the events; BullMQ would keep ten thousand of each queue.
      streams: { events: { maxLen: 100 } },
    },
    engine.factory as never,
  )
  queue.on('error', (error) => tell(`queue ${name}: ${error.message}`))
  return queue
}

async function addAll(jobs: readonly QueuedJob[], queueOf: (name: JobName) => Queue, mostSingly: number): Promise<void> {
  const names = [...new Set(jobs.map((job) => job.name))]
  await Promise.all(
    names.map((name) =>
      addSome(
        queueOf(name),
        jobs.filter((job) => job.name === name),
        mostSingly,
      ),
    ),
  )
}

async function addSome(queue: Queue, jobs: readonly QueuedJob[], mostSingly: number): Promise<void> {
  await buryDead(queue, jobs)
  const added = jobs.map(({ name, id, payload, priority, delayMs }) => ({
    name,
    data: payload,
    opts: {
      jobId: id,
      priority,
      delay: delayMs ?? 0,
      // How often is the worker's affair (`runJob`): a job in the queue keeps no policy of an older program.
      attempts: 1_000_000,
      backoff: { type: 'custom' },
      // The id is free again at once, for a later run of the same work.
      removeOnComplete: true,
      removeOnFail: false,
    },
  }))
  if (added.length > mostSingly) await queue.addBulk(added)
  else await Promise.all(added.map(({ name, data, opts }) => queue.add(name, data, opts)))
}

/** A dead job holds its id: it makes way when it is added again. Most of the time there is none, and one question is all. */
async function buryDead(queue: Queue, jobs: readonly QueuedJob[]): Promise<void> {
  if (jobs.length > 1 && (await queue.getFailed(0, 0)).length === 0) return
  for (const { id } of jobs) {
    const known = await queue.getJob(id)
    if (known && (await known.isFailed())) await known.remove()
  }
}

/**
 * Adds the job of this slot of time, unless one still waits. All processes name it alike, and the last ones are kept, so
 * that one a slot runs. It does not lean on the queue's own schedules: they go when its contents go.
 */
async function addTick(queue: Queue, name: RepeatedJobName, everyMs: number): Promise<void> {
  if ((await queue.getJobCountByTypes('waiting', 'prioritized', 'delayed')) > 0) return
  const jobId = `${name}.${Math.floor(Date.now() / everyMs)}`
  await queue.add(name, {}, { jobId, attempts: 1, removeOnComplete: { count: 20 }, removeOnFail: { count: 20 } })
}

function startTicking(everyMs: number, tell: Tell, tick: () => Promise<void>): NodeJS.Timeout {
  let busy = false
  let failing = false
  const run = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      await tick()
      failing = false
    } catch (fault) {
      if (!failing) tell(String(fault))
      failing = true
    } finally {
      busy = false
    }
  }
  void run()
  return setInterval(run, everyMs)
}

async function deadOf(queue: Queue, name: JobName, limit: number): Promise<readonly DeadLetter[]> {
  const jobs = limit > 0 ? await queue.getFailed(0, limit - 1) : []
  return jobs.map((job) => ({
    name,
    id: job.id ?? '',
    payload: job.data,
    because: job.failedReason,
    attempts: job.attemptsMade,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  }))
}

async function redrive(queue: Queue, id: string): Promise<boolean> {
  const job = await queue.getJob(id)
  if (!job || !(await job.isFailed())) return false
  try {
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })
    return true
  } catch (cause) {
    // Somebody else was faster: it waits or runs already.
    if (!(await job.isFailed())) return false
    throw cause
  }
}

async function countAll(queueOf: (name: JobName) => Queue): Promise<Record<JobName, JobCounts>> {
  const counted = await Promise.all(
    jobNames.map(async (name) => {
      const counts = await queueOf(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed')
      const of = (state: string): number => counts[state] ?? 0
      const waiting = of('waiting') + of('prioritized')
      return [name, { waiting, delayed: of('delayed'), active: of('active'), dead: of('failed') }] as const
    }),
  )
  return Object.fromEntries(counted) as Record<JobName, JobCounts>
}
