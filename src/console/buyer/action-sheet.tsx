import TextArea from 'antd-mobile/es/components/text-area'
import { useId, useState } from 'react'
import type { BuyerCase } from '../../client/answers.js'
import { Problem } from '../shared/ask.js'
import { useLanguage, useWords } from '../shared/language.js'
import { inLanguage } from '../shared/words.js'
import type { ActionName } from './actions.js'
import { buyerWords, problemWords, reasonWords } from './buyer-words.js'
import { Sheet } from './sheet.js'
import type { HeardCase } from './use-case.js'

interface Acting {
  readonly name: ActionName
  readonly seen: BuyerCase
  readonly act: HeardCase['act']
  readonly onClose: () => void
}

/** What the buyer says with it, and that it is sent. */
export function ActionSheet({ name, seen, act, onClose }: Acting) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const textId = useId()
  const reasonId = useId()
  const needsWords = name === 'say'
  const titles = { say: words.say, 'ask-person': words.askPerson, appeal: words.appeal, withdraw: words.withdraw }
  const helps = { say: words.sayHelp, 'ask-person': words.askPersonHelp, appeal: words.appealHelp, withdraw: words.withdrawHelp }
  const asksReason = needsWords && seen.reason === 'other'
  const submit = async () => {
    setBusy(true)
    try {
      await act(name, { words: text, ...(asksReason ? { reason: reason || null } : {}) })
      onClose()
    } catch (thrown) {
      const said = inLanguage(problemWords, language)
      setProblem(thrown instanceof Problem && thrown.code in said ? said[thrown.code as keyof typeof said] : said.other)
      setBusy(false)
    }
  }
  return (
    <Sheet title={titles[name]} onClose={onClose}>
      <p>{helps[name]}</p>
      {asksReason && (
        <p className="field">
          <label htmlFor={reasonId}>{words.reason}</label>
          <select id={reasonId} value={reason} onChange={({ target }) => setReason(target.value)}>
            <option value="">—</option>
            {Object.entries(inLanguage(reasonWords, language)).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </p>
      )}
      <div className="field">
        <label htmlFor={textId}>
          {words.yourWords} {needsWords ? '' : words.optional}
        </label>
        <TextArea id={textId} value={text} onChange={setText} rows={4} maxLength={2000} showCount />
      </div>
      {problem && <p role="alert">{problem}</p>}
      <button
        type="button"
        className="button button-main button-wide"
        disabled={isBusy || (needsWords && text.trim() === '')}
        onClick={() => void submit()}
      >
        {words.submit}
      </button>
    </Sheet>
  )
}
