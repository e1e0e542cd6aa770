import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Colleague, Page, QueueCounts, QueueFilter, QueueLine, TakenNext } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage } from '../../shared/language.js'

const pageSize = 100
const pollMs = 5000
/** From here on asking everything anew every few seconds costs more than it tells. */
const pagesPolled = 3

/** The lines that wait, page by page; asked anew every few seconds, until they are long: then when somebody asks for it. */
export function useQueue(filter: QueueFilter) {
  const { language } = useLanguage()
  const queue = useInfiniteQuery({
    queryKey: ['queue', filter, language],
    queryFn: ({ pageParam, signal }) =>
      ask<Page<QueueLine>>('GET', '/v1/queue', { query: { ...filter, limit: pageSize, cursor: pageParam, language }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > pagesPolled ? false : pollMs),
  })
  const lines = useMemo(() => {
    // A case whose turn changed between two pages would stand in both.
    const byId = new Map((queue.data?.pages ?? []).flatMap(({ items }) => items.map((line) => [line.id, line])))
    return [...byId.values()]
  }, [queue.data])
  return { ...queue, lines, isLong: (queue.data?.pages.length ?? 0) > pagesPolled }
}

export function useCounts() {
  return useQuery({ queryKey: ['queue-counts'], queryFn: () => ask<QueueCounts>('GET', '/v1/queue/counts'), refetchInterval: pollMs })
}

/** The line of one case; null where it waits for nobody. */
export function useLine(caseId: string) {
  return useQuery({
    queryKey: ['queue', 'line', caseId],
    queryFn: async () => (await ask<Page<QueueLine>>('GET', '/v1/queue', { query: { search: caseId, limit: 1 } })).items[0] ?? null,
    refetchInterval: pollMs,
  })
}

/** Who may decide cases. */
export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: () => ask<{ items: readonly Colleague[] }>('GET', '/v1/colleagues'),
    staleTime: 300_000,
  })
}

/** Holds the first case of this filter that nobody holds; null: there is none. */
export async function takeNext(filter: QueueFilter): Promise<QueueLine | null> {
  return (await ask<TakenNext>('POST', '/v1/queue/take-next', { json: { filter } })).item
}

/** What likely comes next, as far as the page knows: once this case is decided, and when it is passed by. */
export function useLikelyNext(filter: QueueFilter, caseId: string): { readonly decided: string | null; readonly passed: string | null } {
  const { language } = useLanguage()
  const first = useQuery({
    queryKey: ['queue-first', filter, language],
    queryFn: () => ask<Page<QueueLine>>('GET', '/v1/queue', { query: { ...filter, limit: 50, language } }),
    refetchInterval: pollMs,
  })
  const lines = first.data?.items ?? []
  const free = ({ id, mayTake, lease }: QueueLine) => id !== caseId && mayTake && lease === null
  const at = lines.findIndex(({ id }) => id === caseId)
  const decided = lines.find(free)?.id ?? null
  return { decided, passed: lines.slice(at + 1).find(free)?.id ?? decided }
}

/** Everything that shows what waits is asked anew. */
export function refreshQueue(queries: QueryClient): void {
  for (const name of ['queue', 'queue-counts', 'queue-first']) void queries.invalidateQueries({ queryKey: [name] })
}

/** The same, for a page. */
export function useRefreshQueue(): () => void {
  const queries = useQueryClient()
  return () => refreshQueue(queries)
}
