import type { Delivery } from '../../../client/answers.js'
import type { Words } from '../../shared/words.js'
import { faultWords, otherFaultWords, otherStatusWords, statusWords } from './answer-words.js'

type Both = Words[string]

/** Why a delivery did not arrive, as far as can be told; null where it did. */
export function sayAnswer({ status, text }: Pick<NonNullable<Delivery['lastAnswer']>, 'status' | 'text'>): Both | null {
  if (status !== null) return ofStatus(status)
  return faultWords.find(([pattern]) => pattern.test(text))?.[1] ?? otherFaultWords
}

function ofStatus(status: number): Both | null {
  if (status < 300) return null
  if (status < 400) return otherStatusWords.elsewhere
  return statusWords[status] ?? otherStatusWords[status < 500 ? 'refused' : 'failed']
}
