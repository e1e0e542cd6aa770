import { Fault } from '../errors.js'
import type { Page, PageAsk } from '../ports/store/page.js'

/** A page as it is answered. */
export interface AnsweredPage<Item> {
  readonly items: Item[]
  /** Hand it back as `cursor` for the next page; null at the end. */
  readonly next: string | null
}

/** What a query asks of a list. Throws `cursor-unknown` for a cursor that is none of ours. */
export function pageAsk({ limit, cursor }: { limit: number; cursor?: string | undefined }): PageAsk {
  if (cursor === undefined) return { limit, after: null }
  const after = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!/^[a-z0-9_]{1,80}$/.test(after) || toCursor(after) !== cursor)
    throw new Fault('cursor-unknown', 'take `next` of the page before as it is')
  return { limit, after }
}

/** A page of rows as it is shown; the place to go on from is wrapped so that nobody builds on what it is made of. */
export function answerPage<Row, Item>(page: Page<Row>, show: (row: Row) => Item): AnsweredPage<Item> {
  return { items: page.rows.map(show), next: page.next === null ? null : toCursor(page.next) }
}

function toCursor(after: string): string {
  return Buffer.from(after).toString('base64url')
}
