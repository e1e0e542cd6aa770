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

/**
 * Asks the same so many times a second. autocannon sends what belongs to a second in one burst at its start; so many small ones
 * that start one after the other within a second make an even stream of it.
 */
export async function askSteadily(
  { baseUrl, apiKey }: RunningService,
  perSecond: number,
  seconds: number,
  request: { readonly method: string; readonly path: string; readonly body?: string },
): Promise<AskedFigures> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const times: number[] = []
  const streams = Math.ceil(perSecond / perStream)
  const failed = await Promise.all(
    Array.from({ length: streams }, async (_, at) => {
      await new Promise((resolve) => setTimeout(resolve, (1000 * at) / streams))
      let refused = 0
      const requests = [{ ...request, headers }]
      const run = autocannon({ url: baseUrl, connections: 1, overallRate: perSecond / streams, duration: seconds, requests })
      run.on('response', (_client, status, _bytes, ms) => {
        times.push(ms)
        if (status >= 400) refused++
      })
      return refused + (await run).errors
    }),
  )
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)
  return { count: times.length, failed: failed.reduce((sum, one) => sum + one, 0), p50: at(0.5), p95: at(0.95), worst: at(1) }
}

/** Requests a second of one stream. */
const perStream = 4
