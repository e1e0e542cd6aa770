import { z } from 'zod'
import { Fault } from '../../errors.js'
import type { FoundOrder, OrderSource } from '../../ports/orders.js'
import { acgFakaQuery, orderOfAcgFaka } from './acg-faka.js'
import { askEndpoint } from './ask-endpoint.js'
import { askShop } from './ask-shop.js'
import { dujiaokaQuery, orderOfDujiaoka } from './dujiaoka.js'

const platform = z.string().regex(/^plat_[0-9a-z]+$/, 'expected plat_…')
const mysqlUrl = z.string().regex(/^mysql:\/\//, 'expected mysql://…')
const facts = {
  timeZone: z.string().default('Asia/Shanghai').refine(isTimeZone, 'expected a name like Asia/Shanghai'),
  merchantId: z.string().min(1).default('shop'),
  productKind: z.enum(['card-key', 'top-up', 'account', 'membership', 'licence']).default('card-key'),
}
const sourceForm = z.discriminatedUnion('kind', [
  z.strictObject({ platform, kind: z.literal('http'), url: z.url({ protocol: /^https?$/ }), secret: z.string().startsWith('whsec_') }),
  z.strictObject({ platform, kind: z.literal('dujiaoka'), url: mysqlUrl, ...facts }),
  z.strictObject({
    platform,
    kind: z.literal('acg-faka'),
    url: mysqlUrl,
    tablePrefix: z
      .string()
      .regex(/^\w{0,32}$/)
      .default('acg_'),
    ...facts,
  }),
])
type Source = z.output<typeof sourceForm>

/**
 * The order sources that a list names, at most one a platform; `readOrder` reads what an endpoint answers. Throws
 * `config-invalid` naming all that is wrong with the list.
 */
export function openOrderSources(list: unknown, readOrder: (json: unknown) => FoundOrder): OrderSource {
  const parsed = z.array(sourceForm).safeParse(list)
  if (!parsed.success) throw new Fault('config-invalid', `ORDER_SOURCES: ${z.prettifyError(parsed.error)}`)
  const sources = new Map(parsed.data.map((source) => [source.platform, source]))
  return {
    find: async (platformId, orderNumber) => {
      const source = sources.get(platformId)
      return source ? find(source, orderNumber, readOrder) : null
    },
  }
}

async function find(source: Source, number: string, readOrder: (json: unknown) => FoundOrder): Promise<FoundOrder | null> {
  if (source.kind === 'http') {
    const json = await askEndpoint(source, number)
    return json === null ? null : onlyIf(readOrder(json), number)
  }
  const query = source.kind === 'dujiaoka' ? dujiaokaQuery : acgFakaQuery(source.tablePrefix)
  const row = await askShop(source.url, query, number)
  if (row === null) return null
  const order = source.kind === 'dujiaoka' ? orderOfDujiaoka(row, source) : orderOfAcgFaka(row, source)
  return onlyIf({ order, buyer: null }, number)
}

/** A shop's collation may find another number than was asked, e.g. in other case; such an order is not the claimed one. */
function onlyIf(found: FoundOrder, number: string): FoundOrder | null {
  return found.order.number === number ? found : null
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}
