import autocannon from 'autocannon'
import type { RunningService } from './start-service.js'

/** How long answers took, in ms. */
export interface AskedFigures {
  readonly count: number
  readonly failed: number
  readonly p50: number
  readonly p95: number
  readonly worst: number
}

/** Asks the same so many times a second. */
export async function askSteadily(
  { baseUrl, apiKey }: RunningService,
  perSecond: number,
  seconds: number,
  request: { readonly method: string; readonly path: string; readonly body?: string },
): Promise<AskedFigures> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const times: number[] = []
  let refused = 0
  const requests = [{ ...request, headers }]
  const run = autocannon({ url: baseUrl, connections: 10, overallRate: perSecond, duration: seconds, requests })
  run.on('response', (_client, status, _bytes, ms) => {
    times.push(ms)
    if (status >= 400) refused++
  })
  const { errors } = await run
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)
  return { count: times.length, failed: refused + errors, p50: at(0.5), p95: at(0.95), worst: at(1) }
}
