import { z } from 'zod'
import { Fault } from './errors.js'

const id = z.string().min(1).max(200)
const nothing = z.object({})

/** The form of every job's payload: ids only, what they stand for is read when the job runs. */
const jobForms = {
  /** A piece of evidence is read, once. */
  'read-evidence': z.object({ platformId: id, evidenceId: id }),
  /** A case is judged as it stands at this revision; a stale revision does nothing. */
  'judge-case': z.object({ platformId: id, caseId: id, revision: z.int().min(0) }),
  /** An event is sent to one endpoint, when it is its turn. */
  'deliver-webhook': z.object({ platformId: id, deliveryId: id }),
  /** A case's deadline is announced when it is near, and passed when it is over. */
  'watch-deadline': z.object({ platformId: id, caseId: id }),
  /** What a person decided is carried out, once it can no longer be taken back; it falls where nobody signed it in time. */
  'carry-decision': z.object({ platformId: id, decisionId: id }),
  /** A refund is carried one step on: sent, asked about, or settled. */
  'carry-refund': z.object({ platformId: id, refundId: id }),
  /** Judges stored cases under another policy, and keeps what would change. */
  'replay-policy': z.object({ platformId: id, replayId: id }),
  /** Judges a case under the policy that runs beside the live one. */
  'judge-shadow': z.object({ platformId: id, caseId: id, revision: z.int().min(0) }),
  /** Somebody is told of an event, once. */
  'send-notice': z.object({ platformId: id, noticeId: id }),
  /** Moves jobs from the outbox into the queue. */
  'relay-outbox': nothing,
  /** Drives work again that the tables know as unfinished. */
  'sweep-unfinished': nothing,
  /** Removes blobs and uploads that no row knows. */
  'sweep-blobs': nothing,
  /** Deletes what is older than it may be kept. */
  'forget-old': nothing,
  /** Deletes evidence, readings, keys and names after the time that the policy gives them. */
  'enforce-retention': nothing,
} as const

export type JobName = keyof typeof jobForms

export type JobPayloads = { readonly [Name in JobName]: Readonly<z.infer<(typeof jobForms)[Name]>> }

/** A job with its payload; the name tells the payload's form. */
export type Job<Name extends JobName = JobName> = { readonly [N in Name]: { readonly name: N; readonly payload: JobPayloads[N] } }[Name]

/** Jobs without a payload: they look themselves what there is to do. */
export type RepeatedJobName = 'relay-outbox' | 'sweep-unfinished' | 'sweep-blobs' | 'forget-old' | 'enforce-retention'

/** Every job name there is. */
export const jobNames = Object.keys(jobForms) as readonly JobName[]

/** A job as it comes out of a table or the queue. Throws `job-invalid` for an unknown name or a payload of another form. */
export function parseJob(name: string, payload: unknown): Job {
  if (!isJobName(name)) throw new Fault('job-invalid', `${name} is no job`)
  const parsed = jobForms[name].safeParse(payload)
  if (!parsed.success) throw new Fault('job-invalid', `${name}: ${z.prettifyError(parsed.error)}`)
  return { name, payload: parsed.data } as Job
}

/**
 * The same work has the same id, e.g. `judge-case.case_01h….3`: added twice while it waits or runs, it runs once.
 * `turn` makes a later run of the same work another job, which can be added while the first still runs: the attempt of a delivery.
 */
export function jobIdOf(job: Job, turn = 0): string {
  const ids = Object.entries(job.payload).flatMap(([key, value]) => (key === 'platformId' ? [] : [String(value)]))
  return [job.name, ...ids, ...(turn > 0 ? [`t${turn}`] : [])].join('.')
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobForms, name)
}
