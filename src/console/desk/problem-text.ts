import { useCallback } from 'react'
import { Problem } from '../shared/ask.js'
import { useLanguage } from '../shared/language.js'
import { problemWords } from './problem-words.js'

/** Gives a problem of the service in words of the viewer's language; what has none of ours is told in the service's own. */
export function useProblemText(): (thrown: unknown) => string {
  const { language } = useLanguage()
  return useCallback(
    (thrown) => {
      if (!(thrown instanceof Problem)) return problemWords.unknown[language]
      const own = (problemWords as Readonly<Record<string, { zh: string; en: string }>>)[thrown.code]?.[language]
      return own ?? [thrown.message, thrown.detail].filter(Boolean).join(': ')
    },
    [language],
  )
}
