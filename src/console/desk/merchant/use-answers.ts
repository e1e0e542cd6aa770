import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { MerchantAnswer } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { useProblemText } from '../problem-text.js'
import { merchantWords } from './merchant-words.js'

/** What a merchant can do in a case; each tells how it went and has the case asked anew. */
export function useAnswers(caseId: string) {
  const words = useWords(merchantWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const told = {
    onError: (thrown: unknown) => message.error(problemText(thrown)),
    onSettled: () => Promise.all(['merchant-case', 'merchant-cases'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  }
  const answer = useMutation({
    // The proof first: an answer that comes too late has not lost it.
    mutationFn: async ({ files, ...json }: MerchantAnswer & { readonly files: readonly File[] }) => {
      await upload(caseId, files)
      await ask('POST', `/v1/cases/${caseId}/merchant-answer`, { json })
    },
    onSuccess: () => message.success(words.sent),
    ...told,
  })
  const prove = useMutation({
    mutationFn: (files: readonly File[]) => upload(caseId, files),
    onSuccess: () => message.success(words.proofAdded),
    ...told,
  })
  const rest = useMutation({
    mutationFn: () => ask('POST', `/v1/cases/${caseId}/rest`, { json: { side: 'merchant' } }),
    onSuccess: () => message.success(words.sent),
    ...told,
  })
  return { answer, prove, rest }
}

async function upload(caseId: string, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  const body = new FormData()
  body.set('by', 'merchant')
  for (const file of files) body.append('file', file, file.name)
  await ask('POST', `/v1/cases/${caseId}/evidence`, { body })
}
