import type { z } from '@hono/zod-openapi'
import type { UpsertedOrder } from '../ports/store/orders.js'
import type { lineReport } from './forms/orders.js'
import { inWords } from './refuse-invalid.js'

export type OrderReport = z.output<typeof lineReport>

/** A report of nothing yet. */
export function newReport(): OrderReport {
  return { received: 0, created: 0, changed: 0, same: 0, refused: 0, problems: [] }
}

/** The report with these orders counted. */
export function noteOrders(report: OrderReport, upserted: readonly UpsertedOrder[]): OrderReport {
  report.received += upserted.length
  for (const { was } of upserted) report[was]++
  return report
}

/** Notes a line that was refused, and why. */
export function noteProblem(report: OrderReport, line: number, because: z.ZodError | string): void {
  report.received++
  report.refused++
  if (report.problems.length >= 1000) return
  const problem =
    typeof because === 'string'
      ? because
      : because.issues
          .slice(0, 5)
          .map((issue) => inWords(issue, ''))
          .map(({ at, problem }) => `${at}: ${problem}`)
          .join('; ')
  report.problems.push({ line, problem })
}
