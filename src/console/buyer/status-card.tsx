import type { BuyerCase } from '../../client/answers.js'
import { useLanguage, useWords } from '../shared/language.js'
import { showMoney, showRuleTime, showSpan, showTime } from '../shared/show-time.js'
import { fill } from '../shared/words.js'
import { buyerWords } from './buyer-words.js'
import { useSeconds } from './use-seconds.js'

/** Where the case stands, what comes next and until when, and why. */
export function StatusCard({ seen, aheadMs }: { readonly seen: BuyerCase; readonly aheadMs: number }) {
  const words = useWords(buyerWords)
  const { title, next, explanation, refundFen, until, waitsForBuyer } = seen
  const tone = seen.result === 'paid' || seen.state === 'paying' ? 'good' : waitsForBuyer ? 'hint' : 'plain'
  return (
    <section className="card status" data-tone={tone} aria-labelledby="status-title">
      <h1 id="status-title">{title}</h1>
      <p>{next}</p>
      {refundFen !== null && (
        <p className="money">
          {words.refundAmount} <strong className="figures">{showMoney(refundFen)}</strong>
        </p>
      )}
      {until && seen.state !== 'closed' && <Deadline until={until} isTheirs={waitsForBuyer} aheadMs={aheadMs} />}
      {explanation && (
        <p className="explanation">
          <strong>{words.why}</strong> {explanation}
        </p>
      )}
    </section>
  )
}

/** In the buyer's own zone; where that shows another time than the zone of the rules, in both. */
function Deadline({ until, isTheirs, aheadMs }: { readonly until: string; readonly isTheirs: boolean; readonly aheadMs: number }) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const leftMs = Date.parse(until) - (useSeconds() + aheadMs)
  const own = showTime(until, language)
  const rule = showRuleTime(until, language)
  return (
    <p className="deadline">
      <time dateTime={until}>{fill(isTheirs ? words.untilBuyer : words.untilOther, { time: own })}</time>
      {leftMs > 0 && <span className="left figures">{fill(words.remaining, { span: showSpan(leftMs, language) })}</span>}
      {!rule.startsWith(own) && <span className="rule-time">{fill(words.ruleTime, { time: rule })}</span>}
    </p>
  )
}
