import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CaseSheet, Verdict } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage } from '../../shared/language.js'
import type { Language } from '../../shared/words.js'
import { frameAt, pictureAddress } from '../viewer/viewed.js'

/** As the stage of the viewer asks for it. */
const stagePx = 2000

function sheetQuery(id: string, language: Language) {
  return queryOptions({
    queryKey: ['sheet', id, language],
    queryFn: ({ signal }) => ask<CaseSheet>('GET', `/v1/cases/${id}/sheet`, { query: { language }, signal }),
    staleTime: 15_000,
  })
}

/** Everything that is known of a case. */
export function useSheet(id: string) {
  const { language } = useLanguage()
  return useQuery({ ...sheetQuery(id, language), refetchInterval: 30_000 })
}

/** Fetches a case and the picture it opens on, before it is opened. */
export function usePrefetchCase(): (id: string) => void {
  const queries = useQueryClient()
  const { language } = useLanguage()
  return useCallback(
    (id) => {
      void queries.fetchQuery(sheetQuery(id, language)).then(prefetchPicture, () => undefined)
    },
    [queries, language],
  )
}

function prefetchPicture({ decisive, evidence }: CaseSheet): void {
  const reading = evidence.find(({ id }) => id === decisive?.evidenceId)?.reading
  if (decisive && reading)
    new Image().src = pictureAddress(decisive.evidenceId, frameAt(reading, decisive.frameMs)?.frameMs ?? null, stagePx)
}

/** What would settle the case, in the words of the buyer's language: of the sheet where that is the viewer's. */
export function useMissing({ case: { id, verdict } }: CaseSheet, buyersLanguage: Language) {
  const { language } = useLanguage()
  const other = useQuery({
    queryKey: ['verdict', id, buyersLanguage],
    queryFn: () => ask<Verdict>('GET', `/v1/cases/${id}/verdict`, { query: { language: buyersLanguage } }),
    enabled: verdict !== null && language !== buyersLanguage,
    staleTime: 60_000,
  })
  return (language === buyersLanguage ? verdict : other.data)?.completeness.missing ?? []
}
