import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Page, Person } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useMe } from '../session.js'

/** The people of the platform, the first two hundred, asked once for all pages that name them; not asked by who may not see them. */
export function usePeople() {
  const mayRead = useMe()?.scopes.includes('people:read') ?? false
  return useQuery({
    queryKey: ['people'],
    queryFn: () => ask<Page<Person>>('GET', '/v1/people', { query: { limit: 200 } }),
    staleTime: 60_000,
    enabled: mayRead,
  })
}

/** Gives the name that goes with a person's id, dots while they are asked for; whoever is not known keeps the word it is known by. */
export function useNames(): (id: string) => string {
  const { data, isLoading } = usePeople()
  return useCallback((id) => (isLoading ? '…' : (data?.items.find((person) => person.id === id)?.name ?? id)), [data, isLoading])
}
