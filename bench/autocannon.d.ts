/** What is used of autocannon, which has no types of its own. */
declare module 'autocannon' {
  interface Request {
    readonly method: string
    readonly path: string
    readonly body?: string
    readonly headers?: Readonly<Record<string, string>>
  }
  interface Run extends Promise<{ readonly errors: number }> {
    on(event: 'response', hear: (client: unknown, status: number, bytes: number, responseMs: number) => void): void
  }
  function autocannon(options: {
    readonly url: string
    readonly connections: number
    readonly overallRate: number
    /** In seconds. */
    readonly duration: number
    readonly requests: readonly Request[]
  }): Run
  export = autocannon
}
