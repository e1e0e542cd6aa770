import type { Examined } from '../model/examined.js'
import type { Policy } from '../model/policy.js'
import { listScreens, type ScreenPage } from './list-screens.js'
import type { PieceMatch } from './match-order.js'
import { matchValue } from './match-value.js'

/** The first screen of a recording that is this order's page: surely an order page, with the order's number or key on that very screen; null when there is none. */
export function findOrderPage({ piece, measures, ofThisOrder, orderNumber, key }: PieceMatch, policy: Policy): ScreenPage | null {
  if (!ofThisOrder) return null
  const shown = [orderNumber, key].flatMap(({ verdict, expected }) => (verdict === 'matches' && expected !== null ? [expected] : []))
  const isTied = (page: ScreenPage) =>
    shown.some((expected) => matchValue(measures.onScreen(page, expected), expected, policy).verdict === 'matches')
  return orderPagesOf(piece).find(isTied) ?? null
}

/** The screens of a recording that are surely an order page. */
export function orderPagesOf(piece: Examined): readonly ScreenPage[] {
  const pages = new Set(
    piece.screens.flatMap(({ screen, kind, kindConfidence }) => (kind === 'order-page' && kindConfidence >= 0.5 ? [screen] : [])),
  )
  return pages.size === 0 ? [] : listScreens(piece.reading).filter(({ screen }) => pages.has(screen))
}
