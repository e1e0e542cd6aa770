import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useNavigate } from 'react-router'
import type { CaseSheet, DecidedCase, QueueFilter } from '../../../client/answers.js'
import type { Policy } from '../../../model/policy.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { useProblemText } from '../problem-text.js'
import { filterAddress } from '../queue/use-filter.js'
import { refreshQueue, takeNext } from '../queue/use-queue.js'
import { caseWords } from './case-words.js'
import { rememberDecided } from './decided.js'
import { markAsked } from './measure-opening.js'
import { usePrefetchCase } from './use-sheet.js'

/** What a reviewer decides, as the service takes it. */
export type Choice =
  | { readonly decision: 'pay'; readonly amountFen: number | null; readonly words: string }
  | { readonly decision: 'refuse'; readonly reasonCode: string; readonly words: string }
  | { readonly decision: 'ask'; readonly words: string }

export interface Signature {
  readonly agree: boolean
  readonly words: string
}

/** Opens the next case of the filter; the queue where there is none. */
function useGoToNext(filter: QueueFilter) {
  const words = useWords(caseWords)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const prefetch = usePrefetchCase()
  return async () => {
    const search = filterAddress(filter)
    markAsked()
    try {
      const next = await takeNext(filter)
      if (next) prefetch(next.id)
      else message.info(words.queueDone)
      await navigate(next ? `/cases/${next.id}${search}` : `/queue${search}`)
    } catch (thrown) {
      message.error(problemText(thrown))
      await navigate(`/queue${search}`)
    }
  }
}

/** Decides a case as it was seen, keeps what can be taken back in sight, and opens the next. */
export function useDecide({ case: { id, revision, orderNumber } }: CaseSheet, filter: QueueFilter) {
  return useSend<Choice>(id, orderNumber, filter, (choice) =>
    ask<DecidedCase>('POST', `/v1/cases/${id}/decision`, { json: { ...choice, seenRevision: revision } }),
  )
}

/** Signs what another decided, or does not; then as `useDecide`. */
export function useSign({ case: { id, revision, orderNumber } }: CaseSheet, filter: QueueFilter) {
  const words = useWords(caseWords)
  const { message } = App.useApp()
  return useSend<Signature>(id, orderNumber, filter, async (signature) => {
    const json = { ...signature, seenRevision: revision }
    const answer = await ask<DecidedCase>('POST', `/v1/cases/${id}/second-signature`, { json })
    if (!signature.agree) message.info(words.declined)
    else if (answer.pendingDecision === null && isReviewed(answer.state)) message.warning(words.signedTooLate)
    return answer
  })
}

function isReviewed(state: DecidedCase['state']): boolean {
  return state === 'in-review' || state === 'appeal-review'
}

function useSend<Given>(id: string, orderNumber: string | null, filter: QueueFilter, send: (given: Given) => Promise<DecidedCase>) {
  const words = useWords(caseWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const goToNext = useGoToNext(filter)
  return useMutation({
    mutationFn: send,
    onSuccess: ({ pendingDecision }) => {
      if (pendingDecision?.effectiveAt)
        rememberDecided({ ...pendingDecision, caseId: id, orderNumber, effectiveAt: pendingDecision.effectiveAt })
      else if (pendingDecision?.needsSecond) message.info(words.waitsForSecond)
      void goToNext()
    },
    onError: (thrown) => message.error(problemText(thrown)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['sheet', id] })
      refreshQueue(queries)
    },
  })
}

/** Above how much a payment needs a second person, in fen; undefined while it is asked. */
export function useFourEyesFen(merchantId: string | undefined): number | undefined {
  const policy = useQuery({
    queryKey: ['policy-review', merchantId],
    queryFn: () => ask<Policy>('GET', '/v1/policies/current', { query: { merchantId } }),
    staleTime: 300_000,
  })
  return policy.data?.review.fourEyesFen
}
