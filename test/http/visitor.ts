import type { Role } from '../../src/model/person.js'
import { invitePerson } from '../../src/people/manage-people.js'
import { totpCode } from '../../src/people/totp.js'
import type { Service } from './open-service.js'

/** A browser: keeps its cookies, comes from our own pages, and sends the token that goes with its session. */
export interface Browser {
  ask(
    method: string,
    address: string,
    asked?: { json?: unknown; headers?: Readonly<Record<string, string>>; body?: NonNullable<RequestInit['body']> },
  ): Promise<Response>
  /** By name. */
  readonly cookies: Map<string, string>
  csrf: string | null
}

/** What answers under `/auth` hold, as far as tests look into them. */
export interface AuthAnswer {
  readonly step: string
  readonly csrf: string
  readonly code: string
  readonly detail: string
  readonly secret: string
  readonly recoveryCodes: readonly string[]
  readonly items: readonly { readonly id: string; readonly isThisOne: boolean }[]
  readonly ended: number
}

export const goodPassword = 'a quiet river at 4 in May'

/** Each has an address of its own. */
let browsers = 0

export function openBrowser({ app }: Pick<Service, 'app'>, origin = 'http://localhost'): Browser {
  const cookies = new Map<string, string>()
  const ownAddress = `2001:db8:${(++browsers).toString(16)}::1`
  const browser: Browser = {
    cookies,
    csrf: null,
    ask: async (method, address, { json, headers, body } = {}) => {
      const answer = await app.request(`${origin}${address}`, {
        method,
        headers: {
          origin,
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `203.0.113.1, ${ownAddress}`,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(browser.csrf === null ? {} : { 'x-csrf-token': browser.csrf }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      if (address.startsWith('/auth/') && (answer.headers.get('content-type') ?? '').includes('json')) {
        const told = (await answer.clone().json()) as Partial<AuthAnswer>
        if (told.csrf !== undefined) browser.csrf = told.csrf
      }
      return answer
    },
  }
  return browser
}

/** The JSON of an answer under `/auth`. */
export async function readAuth(answer: Promise<Response> | Response): Promise<AuthAnswer> {
  return (await (await answer).json()) as AuthAnswer
}

/** A person who has joined and is signed in, with the one-time code where its role needs one. */
export async function signedIn(
  service: Service,
  role: Role,
  { email = `${role}@shop.example`, name = role as string, merchantId = null as string | null } = {},
) {
  const { store, now } = service.parts
  const { person, linkToken } = await store.inPlatform(service.shop.live.id, (rows) =>
    invitePerson(rows, { email, name, role, merchantId }, 'system', now()),
  )
  const browser = openBrowser(service)
  const { step } = await readAuth(browser.ask('POST', '/auth/join', { json: { token: linkToken, password: goodPassword } }))
  let secret: string | null = null
  if (step === 'enrol') {
    secret = (await readAuth(browser.ask('POST', '/auth/totp/enrol', { json: {} }))).secret
    const code = codeAt(secret, now())
    await browser.ask('POST', '/auth/totp/confirm', { json: { code } })
  }
  return { ...browser, browser, person, email, secret }
}

/** The one-time code of a secret at a time. */
export function codeAt(secret: string, at: Date): string {
  return totpCode(secret, Math.floor(at.getTime() / 30_000))
}
