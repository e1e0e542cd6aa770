import type { Reading } from '../../model/reading.js'
import type { OrderRow } from '../../ports/store/orders.js'
import type { PlatformRows } from '../../ports/store.js'

/** The rows without what a merchant may not know of a buyer: its credit, its history, its device. Whose rows they are the tables see to. */
export function hideFromMerchant(rows: PlatformRows): PlatformRows {
  const { orders, readings } = rows
  return {
    ...rows,
    orders: {
      ...orders,
      get: async (orderNumber) => withoutBuyer(await orders.get(orderNumber)),
      list: async (ask) => {
        const page = await orders.list(ask)
        return { ...page, rows: page.rows.map((row) => ({ ...row, buyer: null })) }
      },
    },
    readings: {
      ...readings,
      get: async (evidenceId) => withoutDevice(await readings.get(evidenceId)),
      ofCase: async (caseId) =>
        new Map(
          [...(await readings.ofCase(caseId))].flatMap(([id, reading]) => {
            const shown = withoutDevice(reading)
            return shown ? [[id, shown] as const] : []
          }),
        ),
    },
  }
}

function withoutBuyer(row: OrderRow | null): OrderRow | null {
  return row && { ...row, buyer: null }
}

function withoutDevice(reading: Reading | null): Reading | null {
  return reading && { ...reading, recording: reading.recording && { ...reading.recording, device: null, encoder: null } }
}
