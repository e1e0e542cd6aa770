/** What the service said was wrong (RFC 9457); programs go by `code`. `offline`: it could not be asked. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  /** What was wrong, in the service's own words; empty when it said no more. */
  readonly detail: string
  /** The whole body, for what a code carries besides. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.title === 'string' ? body.title : `status ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'unknown'
    this.detail = typeof body.detail === 'string' ? body.detail : ''
    this.body = body
  }
}

export interface Asked {
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly json?: unknown
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Is sent also when the page that sends it is gone. */
  readonly keepalive?: boolean
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Of the session: the service gives it with every step of signing in. */
let csrfToken = ''

/** What every change carries from now on. */
export function keepCsrf(token: string): void {
  csrfToken = token
}

/** Waits until somebody is signed in again; false: nobody will be. Null where no page can ask for it. */
let comeBack: (() => Promise<boolean>) | null = null

/** What is done when a session is over in the middle of work: the question waits for it and is then asked again. */
export function onSessionOver(wait: (() => Promise<boolean>) | null): void {
  comeBack = wait
}

/** How far this machine's clock is ahead of the service's, in milliseconds: deadlines are told by the service's. */
let aheadMs = 0

/** The service's time now, in milliseconds since 1970. */
export function serviceNow(): number {
  return Date.now() - aheadMs
}

/**
 * Asks the service as whoever is signed in, and gives the answer's JSON; undefined for an answer without a body. A change is
 * sent once: who asks again asks with the same `Idempotency-Key` among the headers. Throws `Problem`.
 */
export async function ask<Answer>(method: Method, address: string, asked: Asked = {}): Promise<Answer> {
  const response = await send(method, address, asked)
  const text = await response.text()
  const json: unknown = text === '' ? undefined : parse(text)
  if (response.ok) return json as Answer
  const problem = new Problem(response.status, typeof json === 'object' && json !== null ? { ...json } : {})
  if (problem.code === 'unauthenticated' && comeBack && address.startsWith('/v1/') && (await comeBack())) return ask(method, address, asked)
  throw problem
}

async function send(
  method: Method,
  address: string,
  { query = {}, json, body, headers, signal, keepalive = false }: Asked,
): Promise<Response> {
  const url = new URL(address, location.origin)
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
  const changes =
    method === 'GET' ? {} : { 'X-CSRF-Token': csrfToken, ...(method === 'POST' ? { 'Idempotency-Key': crypto.randomUUID() } : {}) }
  try {
    const response = await fetch(url, {
      method,
      keepalive,
      headers: {
        Accept: 'application/json',
        ...changes,
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
      ...(signal ? { signal } : {}),
    })
    setClock(response)
    return response
  } catch (thrown) {
    if (signal?.aborted) throw thrown
    throw new Problem(0, { code: 'offline' })
  }
}

/** `Date` is to the second, and on its way for a moment: smaller differences are none. */
function setClock(response: Response): void {
  const told = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(told)) aheadMs = Math.abs(Date.now() - told) > 3000 ? Date.now() - told : 0
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
