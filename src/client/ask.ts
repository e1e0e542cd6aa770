/** Where the service is and who asks. */
export interface ClientOptions {
  /** Like `https://proof.shop.example`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** How often a request is tried again that may succeed then; 4 when left out. */
  readonly retries?: number
  /** The wait before the first of them, doubled for each later one; 500 ms when left out. */
  readonly retryMs?: number
  readonly fetch?: typeof fetch
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly address: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly json?: unknown
  /** Made anew for each try: a body can be sent once. */
  readonly body?: () => NonNullable<RequestInit['body']>
  readonly headers?: Readonly<Record<string, string>>
}

/** What the service said was wrong (RFC 9457); programs go by `code`. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly retry: boolean
  readonly requestId: string | null

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super([problem.title ?? `the service answered ${status}`, problem.detail].filter(Boolean).join(': '))
    this.name = 'ApiProblem'
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : 'unknown'
    this.retry = typeof problem.retry === 'boolean' ? problem.retry : status >= 500
    this.requestId = typeof problem.requestId === 'string' ? problem.requestId : null
  }
}

/**
 * Asks and gives the answer's JSON. What may succeed later is tried again: a POST carries one `Idempotency-Key` through
 * all tries, so it happens once. Throws `ApiProblem`, or what `fetch` threw last.
 */
export async function ask<Answer>(options: ClientOptions, asked: Asked): Promise<Answer> {
  const { retries = 4, retryMs = 500 } = options
  const idempotencyKey = globalThis.crypto.randomUUID()
  for (let tried = 0; ; tried++) {
    const result = await tryOnce<Answer>(options, asked, idempotencyKey)
    if ('answer' in result) return result.answer
    if (tried >= retries || !result.again) throw result.thrown
    const waitMs = result.waitMs ?? retryMs * 2 ** tried
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

type Tried<Answer> = { readonly answer: Answer } | { readonly thrown: unknown; readonly again: boolean; readonly waitMs: number | null }

async function tryOnce<Answer>(options: ClientOptions, asked: Asked, idempotencyKey: string): Promise<Tried<Answer>> {
  let response: Response
  try {
    response = await send(options, asked, idempotencyKey)
  } catch (thrown) {
    return { thrown, again: true, waitMs: null }
  }
  if (response.status === 204) return { answer: undefined as Answer }
  const json = (await response.json().catch(() => null)) as Answer | null
  if (response.ok && json !== null) return { answer: json }
  const thrown = new ApiProblem(response.status, (json ?? {}) as Record<string, unknown>)
  const seconds = Number(response.headers.get('retry-after'))
  return { thrown, again: thrown.retry || response.ok, waitMs: seconds > 0 ? seconds * 1000 : null }
}

function send({ baseUrl, apiKey, fetch: fetchWith = fetch }: ClientOptions, asked: Asked, idempotencyKey: string): Promise<Response> {
  const url = new URL(asked.address, baseUrl)
  for (const [name, value] of Object.entries(asked.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value))
  const headers = new Headers({ ...asked.headers, authorization: `Bearer ${apiKey}`, accept: 'application/json' })
  if (asked.method === 'POST') headers.set('idempotency-key', idempotencyKey)
  if (asked.json !== undefined) headers.set('content-type', 'application/json')
  const body = asked.json === undefined ? asked.body?.() : JSON.stringify(asked.json)
  return fetchWith(url, { method: asked.method, headers, ...(body === undefined ? {} : { body }) })
}
