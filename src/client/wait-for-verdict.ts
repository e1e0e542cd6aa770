import type { Case, Verdict } from './answers.js'

/** Asks until the case has a verdict of its present revision. Throws an `Error` when there is none within `timeoutMs`. */
export async function waitForVerdict(
  get: (address: string) => Promise<Case>,
  caseId: string,
  { timeoutMs = 120_000, everyMs = 1000 }: { readonly timeoutMs?: number; readonly everyMs?: number } = {},
): Promise<Verdict> {
  const endMs = performance.now() + timeoutMs
  for (;;) {
    const { revision, verdict } = await get(`/v1/cases/${encodeURIComponent(caseId)}`)
    if (verdict?.revision === revision) return verdict
    if (performance.now() + everyMs > endMs) throw new Error(`${caseId} has no verdict after ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
