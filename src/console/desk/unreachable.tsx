import { Button, Result } from 'antd'
import { useWords } from '../shared/language.js'
import { deskWords } from './desk-words.js'
import { useProblemText } from './problem-text.js'

/** Something could not be fetched: what, and a way to try again. */
export function Unreachable({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = useWords(deskWords)
  const problemText = useProblemText()
  return (
    <Result
      status="warning"
      title={problemText(error)}
      extra={
        <Button type="primary" onClick={onRetry}>
          {words.tryAgain}
        </Button>
      }
    />
  )
}
