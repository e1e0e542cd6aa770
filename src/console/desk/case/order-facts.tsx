import { Tag } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { channelNames, keyStateNames, orderStatusNames } from '../names.js'
import { Moment } from '../time-left.js'
import { CardKeys } from './card-keys.js'
import { caseWords } from './case-words.js'
import { Facts } from './section.js'

/** What the platform's record says of the order. */
export function OrderFacts({ order: { order, keyStatus } }: { readonly order: NonNullable<CaseSheet['order']> }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const when = (at: string | null) => (at === null ? '—' : <Moment at={at} />)
  return (
    <>
      <Facts
        items={[
          [words.product, order.product.name],
          [
            words.amount,
            <>
              {showMoney(order.amountFen)}
              {order.refundedFen > 0 && <Tag color="warning">{fill(words.refunded, { amount: showMoney(order.refundedFen) })}</Tag>}
            </>,
          ],
          [words.status, `${orderStatusNames[order.status][language]} · ${channelNames[order.channel][language]}`],
          [words.paid, when(order.paidAt)],
          [words.delivered, when(order.deliveredAt)],
          [words.merchant, order.merchantId],
        ]}
      />
      {order.deliveredKeys.length > 0 && (
        <CardKeys orderNumber={order.number} masked={order.deliveredKeys} note={keyStatus && keyStateNames[keyStatus.state][language]} />
      )}
    </>
  )
}
