import { InputNumber, Typography } from 'antd'
import { useState } from 'react'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill, type Language } from '../../shared/words.js'
import { caseWords } from './case-words.js'
import { ChoiceList, chooseByKey } from './choice-list.js'
import { DecisionDialog, WordsField } from './decision-dialog.js'
import { questionsFor } from './questions.js'
import { reasonCodesFor } from './reason-codes.js'
import { suggestPart } from './suggest-part.js'
import type { Choice, Signature } from './use-decide.js'
import { useMissing } from './use-sheet.js'

interface DialogProps<Given> {
  readonly sheet: CaseSheet
  readonly isSending: boolean
  readonly onSend: (given: Given) => void
  readonly onClose: () => void
}

/** Asks once more, where the money leaves above the limit. */
export function ConfirmPay({
  sheet,
  isSending,
  onSend,
  onClose,
  limitFen,
}: DialogProps<Choice> & { readonly limitFen: number | undefined }) {
  const words = useWords(caseWords)
  const title = fill(words.confirmTitle, { amount: showMoney(remainderFen(sheet)) })
  const send = () => onSend({ decision: 'pay', amountFen: null, words: '' })
  return (
    <DecisionDialog title={title} canSend isSending={isSending} onSend={send} onClose={onClose}>
      {limitFen !== undefined && <Typography.Text>{fill(words.confirmHint, { limit: showMoney(limitFen) })}</Typography.Text>}
    </DecisionDialog>
  )
}

/** How much of it. */
export function PayPart({ sheet, isSending, onSend, onClose }: DialogProps<Choice>) {
  const words = useWords(caseWords)
  const mostFen = remainderFen(sheet)
  const [suggested] = useState(() => suggestPart(sheet, mostFen))
  const [fen, setFen] = useState<number | null>(suggested?.amountFen ?? null)
  const [said, setSaid] = useState('')
  const canSend = fen !== null && fen > 0 && fen <= mostFen
  const send = () => onSend({ decision: 'pay', amountFen: fen, words: said.trim() })
  return (
    <DecisionDialog title={words.partTitle} canSend={canSend} isSending={isSending} onSend={send} onClose={onClose}>
      <div style={{ display: 'grid', gap: 4 }}>
        <label htmlFor="part-amount">{fill(words.partAmount, { amount: showMoney(mostFen) })}</label>
        <InputNumber<number>
          id="part-amount"
          autoFocus
          prefix="¥"
          min={0.01}
          max={mostFen / 100}
          precision={2}
          value={fen === null ? null : fen / 100}
          onChange={(yuan) => setFen(yuan === null ? null : Math.round(yuan * 100))}
          style={{ width: 200 }}
        />
        {suggested?.keys && (
          <Typography.Text type="secondary">
            {fill(words.partOfKeys, { ...suggested.keys, amount: showMoney(suggested.amountFen) })}
          </Typography.Text>
        )}
      </div>
      <WordsField id="part-words" label={words.partWords} value={said} onChange={setSaid} />
    </DecisionDialog>
  )
}

/** Why not, as a code and in words for the buyer. */
export function Refuse({ sheet, isSending, onSend, onClose }: DialogProps<Choice>) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const codes = reasonCodesFor(sheet.case.verdict?.rule ?? null)
  const [code, setCode] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const to = languageOf(sheet)
  const choose = (chosen: string) => {
    const before = codes.find((one) => one.code === code)?.toBuyer[to] ?? ''
    setCode(chosen)
    // What somebody wrote itself stays.
    if (said.trim() === '' || said === before) setSaid(codes.find((one) => one.code === chosen)?.toBuyer[to] ?? '')
  }
  const lines = codes.map((one) => ({ value: one.code, name: one.name[language] }))
  const canSend = code !== null && said.trim() !== ''
  const send = () => code !== null && onSend({ decision: 'refuse', reasonCode: code, words: said.trim() })
  return (
    <DecisionDialog
      title={words.refuseTitle}
      canSend={canSend}
      isSending={isSending}
      isDanger
      onSend={send}
      onClose={onClose}
      onKey={(key) => chooseByKey(key, lines, choose)}
    >
      <ChoiceList label={words.refuseReason} lines={lines} chosen={code === null ? [] : [code]} onChoose={choose} />
      <WordsField id="refuse-words" label={words.wordsToBuyer} value={said} onChange={setSaid} />
    </DecisionDialog>
  )
}

/** What would settle it, as a question to the buyer. */
export function AskMore({ sheet, isSending, onSend, onClose }: DialogProps<Choice>) {
  const words = useWords(caseWords)
  const to = languageOf(sheet)
  const missing = useMissing(sheet, to)
  const advice = sheet.evidence.flatMap((piece) => piece.advice)
  const usual = questionsFor(sheet.case.verdict?.rule ?? null).map((question) => question[to])
  const lines = [...new Set([...missing.map(({ ask }) => ask), ...advice, ...usual])].slice(0, 9).map((name) => ({ value: name, name }))
  const [chosen, setChosen] = useState<readonly string[]>(() => lines.slice(0, 1).map(({ value }) => value))
  const [typed, setTyped] = useState<string | null>(null)
  const said = typed ?? chosen.join('\n')
  const toggle = (value: string) => {
    setTyped(null)
    setChosen((before) => (before.includes(value) ? before.filter((one) => one !== value) : [...before, value]))
  }
  const send = () => onSend({ decision: 'ask', words: said.trim() })
  return (
    <DecisionDialog
      title={words.askTitle}
      canSend={said.trim() !== ''}
      isSending={isSending}
      onSend={send}
      onClose={onClose}
      onKey={(key) => chooseByKey(key, lines, toggle)}
    >
      {lines.length > 0 && <ChoiceList label={words.askWhat} lines={lines} chosen={chosen} onChoose={toggle} />}
      <WordsField id="ask-words" label={words.askQuestion} value={said} onChange={setTyped} />
    </DecisionDialog>
  )
}

/** Why the second person does not sign. */
export function Disagree({ isSending, onSend, onClose }: DialogProps<Signature>) {
  const words = useWords(caseWords)
  const [said, setSaid] = useState('')
  const send = () => onSend({ agree: false, words: said.trim() })
  return (
    <DecisionDialog title={words.disagreeTitle} canSend={said.trim() !== ''} isSending={isSending} isDanger onSend={send} onClose={onClose}>
      <WordsField id="disagree-words" label={words.disagreeWhy} value={said} onChange={setSaid} />
    </DecisionDialog>
  )
}

/** What of the order can still be given back, in fen. */
export function remainderFen({ order }: CaseSheet): number {
  return order ? order.order.amountFen - order.order.refundedFen : 0
}

function languageOf({ order }: CaseSheet): Language {
  return order?.buyer?.contact?.language ?? 'zh'
}
