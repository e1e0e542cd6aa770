import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Page, Person } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'

/** The people of the platform, as the first two hundred; asked once for all pages that name them. */
export function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: () => ask<Page<Person>>('GET', '/v1/people', { query: { limit: 200 } }),
    staleTime: 60_000,
  })
}

/** Gives the name that goes with a person's id; whoever is none of the platform's people keeps the word it is known by. */
export function useNames(): (id: string) => string {
  const { data } = usePeople()
  return useCallback((id) => data?.items.find((person) => person.id === id)?.name ?? id, [data])
}
