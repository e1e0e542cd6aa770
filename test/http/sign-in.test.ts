import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invitePerson } from '../../src/people/manage-people.js'
import { openService, type Service } from './open-service.js'
import { codeAt, goodPassword, openBrowser, readAuth, signedIn } from './visitor.js'

let service: Service
/** The clock stands still but where a test moves it: no wait passes by itself. */
const startMs = Date.now()
let shiftMs = 0
beforeAll(async () => {
  service = await openService({ now: () => new Date(startMs + shiftMs) })
})
afterAll(() => service.close())

const local = 'swiftproof-session'
const now = () => service.parts.now()
const invite = (email: string) =>
  service.parts.store.inPlatform(service.shop.live.id, (rows) =>
    invitePerson(rows, { email, name: 'x', role: 'reviewer', merchantId: null }, 'system', now()),
  )
const signIn = (email: string, password = goodPassword, browser = openBrowser(service)) =>
  browser.ask('POST', '/auth/sign-in', { json: { email, password } })
/** Moves the clock on, past every wait. */
const waitOut = () => {
  shiftMs += 901_000
}

describe('a session', () => {
  it('lets a person ask what its role may, as itself', async () => {
    const { ask, person } = await signedIn(service, 'reviewer')
    const me = await ask('GET', '/v1/me')
    expect(await me.json()).toMatchObject({ mode: 'live', person: { id: person.id, role: 'reviewer', state: 'active' } })
    expect(me.headers.get('cache-control')).toBe('no-store')
    expect((await ask('GET', '/v1/cases')).status).toBe(200)
    const refused = await ask('GET', '/v1/people')
    expect(await refused.json()).toMatchObject({ code: 'scope-missing' })
  })

  it('lives in a cookie that no script reads, no other site sends, and no plain line carries', async () => {
    await signedIn(service, 'reviewer', { email: 'cookie@shop.example' })
    const far = openBrowser(service, 'https://proof.example')
    const answer = await signIn('cookie@shop.example', goodPassword, far)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-swiftproof-session=[\w-]{43};/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')
    const here = (await signIn('cookie@shop.example')).headers.getSetCookie()[0] ?? ''
    expect(here).toMatch(/^swiftproof-session=/)
    expect(here).not.toContain('Secure')
  })

  it('is kept as a hash: what lies in the database opens nothing', async () => {
    const { ask, cookies, person } = await signedIn(service, 'reviewer', { email: 'hash@shop.example' })
    expect((await ask('GET', '/v1/me')).status).toBe(200)
    const [row] = await service.parts.store.inPlatform(service.shop.live.id, ({ sessions }) => sessions.list(person.id))
    expect(JSON.stringify(row)).not.toContain(cookies.get(local))
    const thief = openBrowser(service)
    thief.cookies.set(local, 'a'.repeat(43))
    expect((await thief.ask('GET', '/v1/me')).status).toBe(401)
  })

  it('gets a new token at every sign-in, and the old one is worth nothing', async () => {
    const { browser, cookies } = await signedIn(service, 'reviewer', { email: 'rotate@shop.example' })
    const before = cookies.get(local) ?? ''
    expect((await signIn('rotate@shop.example', goodPassword, browser)).status).toBe(200)
    expect(cookies.get(local)).not.toBe(before)
    const old = openBrowser(service)
    old.cookies.set(local, before)
    expect((await old.ask('GET', '/v1/me')).status).toBe(401)
  })

  it('ends when nothing is asked for half an hour, and after twelve hours whatever is asked', async () => {
    const { ask } = await signedIn(service, 'reviewer', { email: 'idle@shop.example' })
    shiftMs += 29 * 60_000
    expect((await ask('GET', '/v1/me')).status).toBe(200)
    shiftMs += 29 * 60_000
    expect((await ask('GET', '/v1/me')).status).toBe(200)
    for (let halfHours = 0; halfHours < 23; halfHours++) {
      shiftMs += 29 * 60_000
      await ask('GET', '/v1/me')
    }
    expect((await ask('GET', '/v1/me')).status).toBe(401)
    const other = await signedIn(service, 'reviewer', { email: 'idle2@shop.example' })
    shiftMs += 31 * 60_000
    expect((await other.ask('GET', '/v1/me')).status).toBe(401)
  })

  it('is listed, and ended one by one or all at once', async () => {
    const first = await signedIn(service, 'reviewer', { email: 'many@shop.example' })
    const [second, third] = [openBrowser(service), openBrowser(service)]
    await signIn('many@shop.example', goodPassword, second)
    await signIn('many@shop.example', goodPassword, third)
    const { items } = await readAuth(first.ask('GET', '/auth/sessions'))
    expect(items.map(({ isThisOne }) => isThisOne)).toEqual([false, false, true])
    expect((await first.ask('DELETE', `/auth/sessions/${items[0]?.id}`)).status).toBe(204)
    expect((await third.ask('GET', '/v1/me')).status).toBe(401)
    expect((await second.ask('GET', '/v1/me')).status).toBe(200)
    expect((await readAuth(first.ask('POST', '/auth/sign-out-everywhere'))).ended).toBe(1)
    expect((await second.ask('GET', '/v1/me')).status).toBe(401)
    const other = await signedIn(service, 'reviewer', { email: 'other@shop.example' })
    const mine = await readAuth(other.ask('GET', '/auth/sessions'))
    expect((await first.ask('DELETE', `/auth/sessions/${mine.items[0]?.id}`)).status).toBe(404)
    expect((await first.ask('POST', '/auth/sign-out')).status).toBe(204)
    expect(first.cookies.has(local)).toBe(false)
    expect((await first.ask('GET', '/v1/me')).status).toBe(401)
  })

  it('of a disabled person is over at once, and so is one whose role changes', async () => {
    const admin = await signedIn(service, 'admin', { email: 'boss@shop.example' })
    const { ask, person } = await signedIn(service, 'reviewer', { email: 'leaves@shop.example' })
    expect((await admin.ask('PATCH', `/v1/people/${person.id}`, { json: { role: 'auditor' } })).status).toBe(200)
    expect((await ask('GET', '/v1/me')).status).toBe(401)
    const again = openBrowser(service)
    await signIn('leaves@shop.example', goodPassword, again)
    expect((await again.ask('GET', '/v1/me')).status).toBe(200)
    expect((await admin.ask('PATCH', `/v1/people/${person.id}`, { json: { state: 'disabled' } })).status).toBe(200)
    expect((await again.ask('GET', '/v1/me')).status).toBe(401)
    expect((await signIn('leaves@shop.example')).status).toBe(401)
  })
})

describe('a stream of events', () => {
  it('ends when the session it was begun with does', async () => {
    const { ask } = await signedIn(service, 'reviewer', { email: 'stream@shop.example' })
    const other = openBrowser(service)
    await signIn('stream@shop.example', goodPassword, other)
    const stream = await ask('GET', '/v1/events/stream')
    expect(stream.status).toBe(200)
    await other.ask('POST', '/auth/sign-out-everywhere')
    // Read to its end: a stream that goes on would never give it.
    expect(await stream.text()).toContain(': listening')
  })
})

describe('a change with a cookie', () => {
  const change = { json: { claim: { orderNumber: null, reason: 'other', statement: 'x', buyerId: 'b' } } }

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a page of the same registrable domain', { origin: 'http://localhost', 'sec-fetch-site': 'same-site' }],
    ['another origin that says nothing else', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['a page without the token', { 'x-csrf-token': '' }],
    ['a page with another session’s token', { 'x-csrf-token': 'a'.repeat(43) }],
  ])('is refused from %s', async (where, headers) => {
    const { ask } = await signedIn(service, 'reviewer', { email: `csrf-${where.replaceAll(/\W/g, '')}@shop.example` })
    const answer = await ask('POST', '/v1/cases', { ...change, headers })
    expect(await answer.json()).toMatchObject({ status: 403, code: 'request-forged' })
    expect((await ask('POST', '/v1/cases', change)).status).toBe(201)
  })

  it('is refused at the sign-in too, so that nobody is signed in to another’s account', async () => {
    const foreign = await openBrowser(service).ask('POST', '/auth/sign-in', {
      json: { email: 'a@b.example', password: 'x' },
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(await foreign.json()).toMatchObject({ code: 'request-forged' })
  })

  it('needs neither with an API key', async () => {
    expect((await service.ask('POST', '/v1/cases', change)).status).toBe(201)
  })
})

describe('failed tries', () => {
  it('are answered in the same words and bytes whether there is an account or not', async () => {
    await signedIn(service, 'reviewer', { email: 'there@shop.example' })
    const told = async (email: string) => {
      const answer = await signIn(email, 'not the password')
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>
      return { status: answer.status, body, headers: [...answer.headers.keys()].sort() }
    }
    expect(await told('nobody@shop.example')).toEqual(await told('there@shop.example'))
    waitOut()
  })

  it('make an account wait longer each time, there or not, and the right password does not help meanwhile', async () => {
    await signedIn(service, 'reviewer', { email: 'locked@shop.example' })
    for (const email of ['locked@shop.example', 'nobody2@shop.example']) {
      for (let tries = 0; tries < 5; tries++) expect((await signIn(email, 'wrong')).status).toBe(401)
      const answer = await signIn(email, goodPassword)
      expect(await answer.json()).toMatchObject({ status: 429, code: 'sign-in-waits' })
      waitOut()
    }
    expect((await signIn('locked@shop.example')).status).toBe(200)
    expect((await signIn('locked@shop.example', 'wrong')).status).toBe(401)
    expect((await signIn('locked@shop.example')).status).toBe(200)
  })

  it('that come at the same moment are all counted', async () => {
    await signedIn(service, 'reviewer', { email: 'burst@shop.example' })
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('burst@shop.example', 'wrong')))
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
    waitOut()
    expect((await signIn('burst@shop.example')).status).toBe(200)
  })

  it('make an address wait that tries one account after the other', async () => {
    const sprayer = openBrowser(service)
    const statuses = []
    for (let account = 0; account < 24; account++) statuses.push((await signIn(`spray${account}@shop.example`, 'wrong', sprayer)).status)
    expect(statuses.slice(0, 21)).toEqual(Array(21).fill(401))
    expect(statuses.slice(21)).toEqual([429, 429, 429])
  })
})

describe('a link', () => {
  it('sets the password once, for a week, and never a weak one', async () => {
    const { linkToken: token } = await invite('new@shop.example')
    const join = (password: string) => openBrowser(service).ask('POST', '/auth/join', { json: { token, password } })
    for (const weak of ['short', 'passwordpassword', 'new@shop.example1', 'aaaaaaaaaaaaaaaa', '123456789012', 'qwertyuiopas']) {
      expect(await (await join(weak)).json()).toMatchObject({ code: 'password-weak' })
    }
    expect((await join(goodPassword)).status).toBe(200)
    expect(await (await join(goodPassword)).json()).toMatchObject({ status: 410, code: 'link-invalid' })
    const late = await invite('late@shop.example')
    shiftMs += 8 * 24 * 3600 * 1000
    const answer = await openBrowser(service).ask('POST', '/auth/join', { json: { token: late.linkToken, password: goodPassword } })
    expect(await answer.json()).toMatchObject({ code: 'link-invalid' })
  })

  it('of an admin’s invitation names a role, and the last admin stays', async () => {
    const { shop } = service
    const admin = await signedIn(service, 'admin', { email: 'chief@shop.example' })
    const invited = await admin.ask('POST', '/v1/people', { json: { email: 'M@shop.example', name: 'M', role: 'merchant' } })
    expect(await invited.json()).toMatchObject({ code: 'request-invalid' })
    const good = { email: 'M@shop.example', name: 'M', role: 'merchant', merchantId: 'm1' }
    const made = (await (await admin.ask('POST', '/v1/people', { json: good })).json()) as { link: string }
    expect(made).toMatchObject({ person: { email: 'm@shop.example', state: 'invited' }, link: expect.stringContaining('/console/join#') })
    expect(await (await admin.ask('POST', '/v1/people', { json: good })).json()).toMatchObject({ code: 'email-taken' })
    const boss = (await service.parts.store.inPlatform(shop.live.id, ({ people }) => people.lockActive('admin'))).find(
      (id) => id !== admin.person.id,
    )
    if (boss) await admin.ask('PATCH', `/v1/people/${boss}`, { json: { state: 'disabled' } })
    const last = await admin.ask('PATCH', `/v1/people/${admin.person.id}`, { json: { role: 'lead' } })
    expect(await last.json()).toMatchObject({ code: 'last-admin' })
  })
})

describe('one-time codes', () => {
  it('are demanded of the roles that need them before anything else is shown', async () => {
    const { linkToken } = await service.parts.store.inPlatform(service.shop.live.id, (rows) =>
      invitePerson(rows, { email: 'lead0@shop.example', name: 'x', role: 'lead', merchantId: null }, 'system', now()),
    )
    const browser = openBrowser(service)
    const begun = await readAuth(browser.ask('POST', '/auth/join', { json: { token: linkToken, password: goodPassword } }))
    expect(begun.step).toBe('enrol')
    expect(await readAuth(browser.ask('GET', '/v1/cases'))).toMatchObject({ code: 'second-factor-needed', detail: 'enrol' })
    expect(await readAuth(browser.ask('POST', '/auth/password', { json: { current: goodPassword, next: goodPassword } }))).toMatchObject({
      code: 'second-factor-needed',
    })
  })

  it('are asked for at sign-in, count once, and renew the session', async () => {
    const { email, secret } = await signedIn(service, 'lead', { email: 'lead1@shop.example' })
    const browser = openBrowser(service)
    expect(await readAuth(signIn(email, goodPassword, browser))).toMatchObject({ step: 'totp' })
    const half = browser.cookies.get(local) ?? ''
    expect((await browser.ask('GET', '/v1/cases')).status).toBe(401)
    shiftMs += 60_000
    const code = codeAt(secret ?? '', now())
    expect((await browser.ask('POST', '/auth/totp/verify', { json: { code: code === '000000' ? '000001' : '000000' } })).status).toBe(401)
    expect((await browser.ask('POST', '/auth/totp/verify', { json: { code } })).status).toBe(200)
    expect((await browser.ask('GET', '/v1/cases')).status).toBe(200)
    const stolen = openBrowser(service)
    stolen.cookies.set(local, half)
    expect((await stolen.ask('GET', '/v1/me')).status).toBe(401)
    const again = openBrowser(service)
    await signIn(email, goodPassword, again)
    expect(await readAuth(again.ask('POST', '/auth/totp/verify', { json: { code } }))).toMatchObject({ code: 'sign-in-failed' })
  })

  it('can be replaced by a recovery code, each once', async () => {
    const person = await signedIn(service, 'reviewer', { email: 'phone@shop.example' })
    expect((await person.ask('POST', '/auth/totp/enrol', { json: { password: 'not mine' } })).status).toBe(401)
    const { secret } = await readAuth(person.ask('POST', '/auth/totp/enrol', { json: { password: goodPassword } }))
    const confirmed = await readAuth(person.ask('POST', '/auth/totp/confirm', { json: { code: codeAt(secret, now()) } }))
    expect(new Set(confirmed.recoveryCodes).size).toBe(10)
    const code = confirmed.recoveryCodes[3]?.toLowerCase().replaceAll('-', ' ')
    for (const status of [200, 401]) {
      const browser = openBrowser(service)
      await signIn('phone@shop.example', goodPassword, browser)
      expect((await browser.ask('POST', '/auth/totp/verify', { json: { code } })).status).toBe(status)
    }
    expect((await person.ask('POST', '/auth/totp/remove', { json: { code: confirmed.recoveryCodes[4] } })).status).toBe(204)
    expect(await readAuth(signIn('phone@shop.example'))).toMatchObject({ step: 'done' })
  })

  it('cannot be guessed: after a few wrong ones one waits', async () => {
    const { email } = await signedIn(service, 'lead', { email: 'guess@shop.example' })
    const browser = openBrowser(service)
    await signIn(email, goodPassword, browser)
    const statuses = []
    for (let tries = 0; tries < 7; tries++)
      statuses.push((await browser.ask('POST', '/auth/totp/verify', { json: { code: String(tries).padStart(6, '7') } })).status)
    expect(statuses.at(-1)).toBe(429)
    waitOut()
  })
})

describe('a password', () => {
  it('is changed by who knows the present one, and every other session ends', async () => {
    const first = await signedIn(service, 'reviewer', { email: 'change@shop.example' })
    const second = openBrowser(service)
    await signIn('change@shop.example', goodPassword, second)
    const next = 'another quiet river, in June'
    const change = (current: string) => first.ask('POST', '/auth/password', { json: { current, next } })
    expect((await change('not it, not at all')).status).toBe(401)
    expect((await change(goodPassword)).status).toBe(200)
    expect((await first.ask('GET', '/v1/me')).status).toBe(200)
    expect((await second.ask('GET', '/v1/me')).status).toBe(401)
    expect((await signIn('change@shop.example')).status).toBe(401)
    expect((await signIn('change@shop.example', next)).status).toBe(200)
  })

  it('is forgotten when an admin gives a new link, and every session ends', async () => {
    const admin = await signedIn(service, 'admin', { email: 'chief2@shop.example' })
    const { ask, person } = await signedIn(service, 'reviewer', { email: 'forgot@shop.example' })
    const given = (await (await admin.ask('POST', `/v1/people/${person.id}/link`, { json: {} })).json()) as { link: string }
    expect((await ask('GET', '/v1/me')).status).toBe(401)
    expect((await signIn('forgot@shop.example')).status).toBe(401)
    const token = new URL(given.link).hash.slice(1)
    const joined = await openBrowser(service).ask('POST', '/auth/join', { json: { token, password: 'a third river at night' } })
    expect(joined.status).toBe(200)
  })
})

describe('what is done at the door', () => {
  it('stands in the audit log with who and from where, and holds no secret', async () => {
    const { ask, person, cookies } = await signedIn(service, 'reviewer', { email: 'noted@shop.example' })
    await signIn('noted@shop.example', 'wrong password here')
    await signIn('noted@shop.example')
    await ask('POST', '/auth/sign-out')
    const { rows } = await service.parts.store.inPlatform(service.shop.live.id, ({ audit }) => audit.list({ limit: 6, after: null }))
    const mine = rows.filter(({ subject }) => subject === person.id)
    expect(mine.map(({ action }) => action)).toEqual(['person.signed_out', 'person.signed_in', 'person.signed_in', 'person.invited'])
    expect(mine[1]?.details).toMatchObject({ by: 'password', failuresBefore: 1 })
    expect(JSON.stringify(rows)).not.toContain(cookies.get(local) ?? 'nothing')
    expect(service.reported).toEqual([])
  })
})
