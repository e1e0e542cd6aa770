import { Alert } from 'antd'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useProblemText } from '../problem-text.js'
import { caseWords } from './case-words.js'
import type { LeaseState } from './use-lease.js'

/** Says plainly when the case is another's, or became another's. */
export function LeaseNotice({ lease }: { readonly lease: LeaseState }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const problemText = useProblemText()
  if (lease.is === 'failed') return <Alert banner type="warning" title={fill(words.leaseFailed, { problem: problemText(lease.problem) })} />
  if (lease.is !== 'taken' && lease.is !== 'lost') return null
  const { name, until } = lease
  const text = fill(lease.is === 'lost' ? words.lostTo : words.takenBy, { name })
  return (
    <Alert
      banner
      role="alert"
      type={lease.is === 'lost' ? 'error' : 'warning'}
      title={until === null ? text : fill(words.withUntil, { text, time: showTime(until, language) })}
    />
  )
}
