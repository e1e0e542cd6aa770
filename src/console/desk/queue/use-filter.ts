import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { QueueFilter } from '../../../client/answers.js'

const names = [
  'state',
  'needs',
  'reason',
  'outcome',
  'merchantId',
  'amountFromFen',
  'amountUntilFen',
  'assignee',
  'overdue',
  'search',
] as const

/** The filter of the queue as it stands in the address, and how to change parts of it; null takes a part away. */
export function useFilter(): readonly [QueueFilter, (part: Readonly<Partial<Record<keyof QueueFilter, unknown>>>) => void] {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => readFilter(params), [params])
  const change = useCallback(
    (part: Readonly<Partial<Record<keyof QueueFilter, unknown>>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(part))
            if (value === null || value === undefined || value === '') next.delete(name)
            else next.set(name, String(value))
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  return [filter, change]
}

/** A filter as an address carries it, for links. */
export function filterAddress(filter: QueueFilter): string {
  const params = new URLSearchParams()
  for (const name of names) if (filter[name] !== undefined) params.set(name, String(filter[name]))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** What the service does not know is its to refuse: it says so in words. */
function readFilter(params: URLSearchParams): QueueFilter {
  const given = names.flatMap((name): [string, string | number | boolean][] => {
    const value = params.get(name)
    if (value === null || value === '') return []
    if (name === 'overdue') return [[name, value === 'true']]
    return [[name, name.endsWith('Fen') ? Number(value) : value]]
  })
  return Object.fromEntries(given) as QueueFilter
}
