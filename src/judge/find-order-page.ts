import type { Policy } from '../model/policy.js'
import { listScreens, type ScreenPage } from './list-screens.js'
import type { PieceMatch } from './match-order.js'
import { matchValue, searchLinesOf } from './match-value.js'

/** The first screen of a recording that is this order's page: surely an order page, with the order's number or key on that very screen; null when there is none. */
export function findOrderPage({ piece, ofThisOrder, orderNumber, key }: PieceMatch, policy: Policy): ScreenPage | null {
  if (!ofThisOrder) return null
  const shown = [orderNumber, key].flatMap(({ verdict, expected }) => (verdict === 'matches' && expected !== null ? [expected] : []))
  const pages = new Set(
    piece.screens.flatMap(({ screen, kind, kindConfidence }) => (kind === 'order-page' && kindConfidence >= 0.5 ? [screen] : [])),
  )
  const isTied = ({ page }: ScreenPage) => {
    const lines = searchLinesOf(page)
    return shown.some((expected) => matchValue(lines, expected, [], policy).verdict === 'matches')
  }
  return listScreens(piece.reading).find((page) => pages.has(page.screen) && isTied(page)) ?? null
}
