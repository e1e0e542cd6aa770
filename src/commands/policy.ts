import { availableParallelism } from 'node:os'
import pc from 'picocolors'
import { stringify } from 'yaml'
import { Fault } from '../errors.js'
import type { Flip, PolicyDifference } from '../model/replay.js'
import { candidatePolicies, reviewMinutesOf } from '../pipeline/candidate-policies.js'
import { openJudgingThreads } from '../pipeline/open-judging-threads.js'
import { publishDraft } from '../pipeline/publish-draft.js'
import { replayCases } from '../pipeline/replay-cases.js'
import { describeTally, emptyTally, isFlip, tallyCases } from '../pipeline/tally-cases.js'
import type { Store } from '../ports/store.js'
import { commentPolicy } from '../report/comment-policy.js'
import { readPolicyFile } from './load-policy.js'
import { withStore } from './platform.js'
import { print } from './terminal.js'

interface PublishOptions {
  readonly platform?: string
  readonly at?: string
  readonly person?: string
}

interface ReplayOptions {
  readonly platform?: string
  readonly merchant?: string
  readonly since?: string
  readonly json?: boolean
}

/** `swiftproof policy default`: the default with every number's meaning, unit and range, as YAML. Returns the exit code. */
export function runPolicyDefault(): number {
  print(commentPolicy())
  return 0
}

/**
 * `swiftproof policy publish`: publishes a draft as the operator of this machine, who is another person than any key's.
 * Returns the exit code. Throws as `publishDraft` does, and `usage`.
 */
export async function runPolicyPublish(draftId: string, { platform, at, person }: PublishOptions): Promise<number> {
  await withStore(async (store) => {
    const by = { actor: 'operator', person: person ?? null }
    const now = new Date().toISOString()
    const effectiveAt = at === undefined ? null : readTime(at)
    const row = await store.inPlatform(await sideOf(store, platform), (rows) => publishDraft(rows, draftId, { by, effectiveAt, now }))
    print(`${row.policy.version} holds from ${row.effectiveAt}`)
  })
  return 0
}

/** `swiftproof policy replay`: judges stored cases under the file's policy and tells what would change. Returns the exit code. */
export async function runPolicyReplay(file: string, options: ReplayOptions): Promise<number> {
  const part = await readPolicyFile(file)
  const since = options.since === undefined ? null : readTime(options.since)
  const judging = openJudgingThreads(availableParallelism())
  try {
    await withStore(async (store) => {
      const platformId = await sideOf(store, options.platform)
      const now = new Date().toISOString()
      const merchantId = options.merchant ?? null
      const candidate = await store.inPlatform(platformId, (rows) => candidatePolicies(rows, { part, merchantId }, now))
      let tally = emptyTally
      for await (const { compared } of replayCases({ store, judging }, { platformId, candidate, since, after: null })) {
        tally = tallyCases(tally, compared)
        for (const flip of compared.filter(isFlip)) printFlip(flip, options.json === true)
      }
      const difference = describeTally(tally, reviewMinutesOf(candidate))
      if (options.json) print(JSON.stringify({ difference }))
      else print(stringify(tellDifference(difference)).trimEnd())
    })
  } finally {
    await judging.close()
  }
  return 0
}

function printFlip(flip: Flip, json: boolean): void {
  const { caseId, was, will } = flip
  if (json) print(JSON.stringify({ flip }))
  else print(`${caseId}  ${was.outcome} (${was.rule}) ${pc.dim('→')} ${pc.bold(will.outcome)} (${will.rule})`)
}

function tellDifference({ cases, flips, before, after }: PolicyDifference) {
  const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`
  return {
    cases,
    flips,
    'paid automatically': `${yuan(before.paidFen)} → ${yuan(after.paidFen)}`,
    'asks for more': `${before.asks} → ${after.asks}`,
    'hours of review': `${before.reviewHours} → ${after.reviewHours}`,
  }
}

/** The platform that is named, or the only live one there is. Throws `usage`. */
async function sideOf(store: Store, platform: string | undefined): Promise<string> {
  const sides = await store.inAll(({ platforms }) => platforms.list())
  const live = sides.filter(({ mode }) => mode === 'live')
  const [found, other] = platform === undefined ? live : sides.filter(({ id }) => id === platform)
  if (!found) throw new Fault('usage', platform === undefined ? 'there is no platform yet' : `there is no platform ${platform}`)
  if (other) throw new Fault('usage', `--platform: name one of ${live.map(({ id }) => id).join(', ')}`)
  return found.id
}

function readTime(text: string): string {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new Fault('usage', `${text} is no time: expected ISO 8601, as 2026-11-20T00:00:00+08:00`)
  return new Date(ms).toISOString()
}
