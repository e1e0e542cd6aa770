import type { BuyerCase } from '../../client/answers.js'
import accountRecord from './examples/account-record.svg'
import delivery from './examples/delivery.svg'
import failure from './examples/failure.svg'
import number from './examples/number.svg'
import orderPage from './examples/order-page.svg'
import supportChat from './examples/support-chat.svg'
import words from './examples/words.svg'

/** Drawings of what to send: what must be on it is framed. */
export const examples: Readonly<Record<BuyerCase['needs'][number]['picture'], string>> = {
  'order-page': orderPage,
  failure,
  'account-record': accountRecord,
  delivery,
  'support-chat': supportChat,
  number,
  words,
}
