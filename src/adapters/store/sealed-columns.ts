/** A column that holds sealed values: where, by what a row is found, and under which place its value is sealed. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The primary key. */
  readonly keys: readonly string[]
  /** Of a row with these values of `keys`. */
  place(...keys: readonly string[]): string
}

/** Every column that the vault seals: what is not named here is lost when its secret is forgotten. A test finds one that is missing. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'orders', column: 'document', keys: ['id'], place: (id) => `order ${id}` },
  { table: 'cases', column: 'claims', keys: ['id'], place: (id) => `claims ${id}` },
  { table: 'cases', column: 'merchant_answer', keys: ['id'], place: (id) => `merchant answer ${id}` },
  { table: 'case_moves', column: 'said', keys: ['platform_id', 'case_id', 'number'], place: (_, id, number) => `move ${id} ${number}` },
  { table: 'case_facts', column: 'document', keys: ['platform_id', 'case_id'], place: (_, id) => `facts ${id}` },
  { table: 'refunds', column: 'document', keys: ['id'], place: (id) => `refund ${id}` },
  {
    table: 'channel_disputes',
    column: 'document',
    keys: ['platform_id', 'channel', 'number', 'order_number'],
    place: (_, channel, number, order) => `dispute ${channel} ${number} ${order}`,
  },
  { table: 'complaints', column: 'document', keys: ['id'], place: (id) => `complaint ${id}` },
  { table: 'readings', column: 'document', keys: ['evidence_id'], place: (id) => `reading ${id}` },
  { table: 'verdicts', column: 'document', keys: ['id'], place: (id) => `verdict ${id}` },
  { table: 'webhook_endpoints', column: 'secret', keys: ['id'], place: (id) => `secret ${id}` },
  { table: 'webhook_endpoints', column: 'old_secret', keys: ['id'], place: (id) => `secret ${id}` },
  { table: 'memory_cases', column: 'trace', keys: ['platform_id', 'case_id'], place: (platform, id) => `trace ${platform} ${id}` },
  {
    table: 'idempotency_keys',
    column: 'answer',
    keys: ['platform_id', 'key', 'method', 'path'],
    place: (platform, ...request) => `answer ${platform} ${JSON.stringify(request)}`,
  },
  { table: 'pending_decisions', column: 'document', keys: ['id'], place: (id) => `decision ${id}` },
  { table: 'case_notes', column: 'words', keys: ['id'], place: (id) => `note ${id}` },
  { table: 'people', column: 'totp_secret', keys: ['id'], place: (id) => `totp ${id}` },
]
