/** A database, whichever engine: all that the store asks of it. */
export interface StoreDatabase {
  /** `begin` opens the transaction (several statements). Resolved means committed. May throw errors of PostgreSQL with their `code`. */
  transaction<T>(begin: string, work: (session: StoreSession) => Promise<T>): Promise<T>
  /** As `transaction` for who only looks: several in a row may be open, one for what is asked in one go. */
  look<T>(begin: string, work: (session: StoreSession) => Promise<T>): Promise<T>
  /** One session outside any transaction, as the tables' owner. */
  alone<T>(work: (session: StoreSession) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreSession {
  /** Rows as arrays, values as node-postgres makes them. Without `params` the text may hold several statements. */
  query(text: string, params?: readonly unknown[]): Promise<{ readonly command: string; readonly rows: readonly (readonly unknown[])[] }>
}
