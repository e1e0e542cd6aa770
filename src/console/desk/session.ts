import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Me } from '../../client/answers.js'
import { ask, keepCsrf, Problem } from '../shared/ask.js'

/** How far signing in has come; `none`: nobody is signed in. */
export type Step = 'none' | 'totp' | 'enrol' | 'done'

/** What each step of signing in answers. */
export interface SignedIn {
  readonly step: Exclude<Step, 'none'>
  readonly csrf: string
}

const sessionKey = ['session']
const meKey = ['me']

/** How the session of this browser stands; undefined while it is asked. */
export function useStep() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async (): Promise<Step> => {
      try {
        const { step, csrf } = await ask<SignedIn>('GET', '/auth/session')
        keepCsrf(csrf)
        return step
      } catch (thrown) {
        if (thrown instanceof Problem && thrown.code === 'unauthenticated') return 'none'
        throw thrown
      }
    },
    staleTime: 60_000,
  })
}

/** Who is signed in, and what it may do; undefined while it is asked. Only where the step is `done`. */
export function useMe(): Me | undefined {
  return useQuery({ queryKey: meKey, queryFn: () => ask<Me>('GET', '/v1/me'), staleTime: 300_000 }).data
}

/** Takes over what a step of signing in answered. */
export function useGoOn(): (answer: SignedIn) => void {
  const queries = useQueryClient()
  return useCallback(
    ({ step, csrf }) => {
      keepCsrf(csrf)
      queries.removeQueries({ queryKey: meKey })
      queries.setQueryData(sessionKey, step)
    },
    [queries],
  )
}

/** Ends the session, here and at the service. */
export async function signOut(queries: QueryClient): Promise<void> {
  await ask('POST', '/auth/sign-out')
  queries.setQueryData(sessionKey, 'none' satisfies Step)
  // What this person saw is not for whoever signs in next.
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
}
