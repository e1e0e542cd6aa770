import { useCallback, useEffect, useRef, useState } from 'react'
import type { BuyerCase } from '../../client/answers.js'
import { ask, Problem } from '../shared/ask.js'
import type { Language } from '../shared/words.js'
import { api, first } from './first.js'

/** The case as it was heard of last, and what keeps the page from hearing more. */
export interface HeardCase {
  readonly now: BuyerCase | null
  /** A code, `offline` among them; null while all is well. */
  readonly problem: string | null
  /** How far the service's clock is ahead of this one, ms. */
  readonly aheadMs: number
  /** Asks again. */
  readonly refresh: () => Promise<void>
  /** Does something and shows how the case stands then. Throws `Problem`. */
  readonly act: (address: string, json: object) => Promise<void>
}

/** The case in this language: told of each change, and asked anew when the line or the reader comes back. */
export function useCase(language: Language): HeardCase {
  const [now, setNow] = useState<BuyerCase | null>(first.case?.language === language ? first.case : null)
  const [problem, setProblem] = useState<string | null>(first.problem)
  const [aheadMs, setAheadMs] = useState(0)
  const asked = useRef(0)

  const keep = useCallback((answer: BuyerCase) => {
    setNow(answer)
    setProblem(null)
    setAheadMs(Date.parse(answer.now) - Date.now())
  }, [])

  const refresh = useCallback(async () => {
    const turn = ++asked.current
    try {
      const answer = await ask<BuyerCase>('GET', `${api}/case`, { query: { language } })
      // An answer that was overtaken is older.
      if (turn === asked.current) keep(answer)
    } catch (thrown) {
      if (turn === asked.current) setProblem(thrown instanceof Problem ? thrown.code : 'unknown')
    }
  }, [language, keep])

  const act = useCallback(
    async (address: string, json: object) => {
      const turn = ++asked.current
      const answer = await ask<BuyerCase>('POST', `${api}/${address}`, { json, query: { language } })
      if (turn === asked.current) keep(answer)
    },
    [language, keep],
  )

  const isOver = problem === 'link-invalid' || problem === 'not-found'
  useEffect(() => {
    if (isOver) return
    if (!(first.case && first.case.language === language)) void refresh()
    const events = new EventSource(`${api}/events`)
    events.addEventListener('changed', () => void refresh())
    // Changes while the line was down were told to nobody.
    let wasDown = false
    events.addEventListener('error', () => {
      wasDown = true
    })
    events.addEventListener('open', () => {
      if (wasDown) void refresh()
      wasDown = false
    })
    const back = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    const gone = () => setProblem('offline')
    document.addEventListener('visibilitychange', back)
    addEventListener('online', back)
    addEventListener('offline', gone)
    return () => {
      events.close()
      document.removeEventListener('visibilitychange', back)
      removeEventListener('online', back)
      removeEventListener('offline', gone)
    }
  }, [isOver, language, refresh])

  return { now, problem, aheadMs, refresh, act }
}
