import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Event as ServiceEvent } from '../../client/answers.js'

/** What each event is about: a case's place in the queue as well, or only what stands in the case. */
const events: Readonly<Record<ServiceEvent['type'], 'queue' | 'case' | null>> = {
  'case.opened': 'queue',
  'case.more_evidence_requested': 'queue',
  'case.in_review': 'queue',
  'case.decided': 'queue',
  'case.decision_dropped': 'queue',
  'case.signature_near': 'queue',
  'case.deadline_near': 'queue',
  'case.deadline_passed': 'queue',
  'case.appealed': 'queue',
  'case.arbitration_opened': 'queue',
  'case.on_hold': 'queue',
  'case.closed': 'queue',
  'refund.requested': 'case',
  'refund.succeeded': 'case',
  'refund.failed': 'case',
  'refund.held': 'case',
  'refund.stuck': 'case',
  'breaker.tripped': null,
}
const togetherMs = 1000
/** A stream that was answered with a fault, of a proxy or because a session had ended, the browser does not open again. */
const comeBackMs = 10_000

interface Watched {
  /** Asked anew when any case moves. */
  readonly queue: readonly QueryKey[]
  /** Asked anew when something happens to this case. */
  readonly ofCase?: { readonly caseId: string; readonly keys: readonly QueryKey[] }
}

/**
 * Asks these anew soon after the service says that something happened; a second for what happens together. What happened while
 * nothing was heard was told to nobody: then all of them are asked.
 */
export function useLive(watched: Watched): void {
  const queries = useQueryClient()
  const latest = useRef(watched)
  latest.current = watched
  useEffect(() => {
    const due = new Map<string, QueryKey>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = (keys: readonly QueryKey[]) => {
      for (const key of keys) due.set(JSON.stringify(key), key)
      if (due.size === 0) return
      timer ??= setTimeout(() => {
        timer = undefined
        for (const queryKey of due.values()) void queries.invalidateQueries({ queryKey })
        due.clear()
      }, togetherMs)
    }
    const stop = followEvents(
      ({ type, caseId }) => {
        const { queue, ofCase } = latest.current
        refresh([...(events[type] === 'queue' ? queue : []), ...(ofCase?.caseId === caseId ? ofCase.keys : [])])
      },
      () => refresh([...latest.current.queue, ...(latest.current.ofCase?.keys ?? [])]),
    )
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queries])
}

/**
 * Hears events while the page is looked at: a browser has six lines to a host, and one in the background needs none. `onBack`:
 * nothing was heard for a while. Gives what ends it.
 */
function followEvents(onEvent: (event: ServiceEvent) => void, onBack: () => void): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasDeaf = false
  const hear = ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as ServiceEvent)
  const open = () => {
    const opened = new EventSource('/v1/events/stream')
    stream = opened
    for (const [type, about] of Object.entries(events)) if (about) opened.addEventListener(type, hear)
    opened.addEventListener('error', () => {
      wasDeaf = true
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, comeBackMs)
    })
    opened.addEventListener('open', () => {
      if (wasDeaf) onBack()
      wasDeaf = false
    })
  }
  const close = () => {
    clearTimeout(timer)
    stream?.close()
    stream = null
    wasDeaf = true
  }
  const look = () => {
    if (document.visibilityState === 'hidden') close()
    else if (!stream) open()
  }
  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    close()
  }
}
