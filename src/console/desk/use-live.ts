import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Event as ServiceEvent } from '../../client/answers.js'

/** What changes the queue or a case. */
const moving: readonly ServiceEvent['type'][] = [
  'case.opened',
  'case.more_evidence_requested',
  'case.in_review',
  'case.decided',
  'case.decision_dropped',
  'case.signature_near',
  'case.deadline_near',
  'case.deadline_passed',
  'case.appealed',
]

/** Asks these anew soon after the service says that something happened; a second for what happens together. */
export function useLive(keys: readonly QueryKey[]): void {
  const queries = useQueryClient()
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const stream = new EventSource('/v1/events/stream')
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        for (const queryKey of latest.current) void queries.invalidateQueries({ queryKey })
      }, 1000)
    }
    for (const type of moving) stream.addEventListener(type, refresh)
    return () => {
      clearTimeout(timer)
      stream.close()
    }
  }, [queries])
}
