import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { QueueLine } from '../../../client/answers.js'
import { ask, Problem } from '../../shared/ask.js'

type LeaseAnswer = NonNullable<QueueLine['lease']>

/** Who has the case before it: `lost`: it was mine, and another has it now. */
export type LeaseState =
  | { readonly is: 'none' | 'taking' | 'mine' }
  | { readonly is: 'taken' | 'lost'; readonly name: string; readonly until: string | null }
  | { readonly is: 'failed'; readonly problem: unknown; readonly wasMine: boolean }

const heartbeatMs = 60_000
/** While another has it. */
const askAgainMs = 10_000

/**
 * Holds a case while its page is looked at: taken when it opens, renewed every minute, given back when it is left
 * or closed. A page in the
 * background lets it run out, so that no forgotten tab keeps a case from others.
 */
export function useLease(id: string, isWanted: boolean): LeaseState {
  const lease = useQuery({
    queryKey: ['lease', id],
    queryFn: () => ask<LeaseAnswer>('POST', `/v1/cases/${id}/lease`),
    enabled: isWanted,
    refetchInterval: ({ state }) => (state.error ? askAgainMs : heartbeatMs),
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: (count, thrown) => count < 2 && !(thrown instanceof Problem && thrown.status >= 400),
  })
  useEffect(() => {
    if (!isWanted) return
    // What is not given back ends by itself within three minutes.
    const giveBack = () => void ask('DELETE', `/v1/cases/${id}/lease`, { keepalive: true }).catch(() => undefined)
    window.addEventListener('pagehide', giveBack)
    return () => {
      window.removeEventListener('pagehide', giveBack)
      giveBack()
    }
  }, [id, isWanted])
  useSheetOfNow(id, lease.error)
  if (!isWanted) return { is: 'none' }
  if (lease.error) return refused(lease.error, lease.data !== undefined)
  return { is: lease.data ? 'mine' : 'taking' }
}

/** Another answer than before says that something happened to the case, of which no event tells: it was taken, left, or decided. */
function useSheetOfNow(id: string, problem: unknown): void {
  const queries = useQueryClient()
  const code = problem instanceof Problem ? problem.code : null
  const before = useRef(code)
  useEffect(() => {
    if (before.current !== code) void queries.invalidateQueries({ queryKey: ['sheet', id] })
    before.current = code
  }, [code, id, queries])
}

function refused(problem: unknown, wasMine: boolean): LeaseState {
  if (!(problem instanceof Problem) || problem.code !== 'case-taken') return { is: 'failed', problem, wasMine }
  const about = (problem.body.about ?? {}) as { readonly name?: string; readonly until?: string }
  return { is: wasMine ? 'lost' : 'taken', name: about.name ?? '', until: about.until ?? null }
}
