import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOidcProvider } from '../../src/adapters/sign-in/oidc-provider.js'
import { openScryptPasswords } from '../../src/adapters/sign-in/scrypt-passwords.js'
import { invitePerson } from '../../src/people/manage-people.js'
import { startOidcServer } from '../adapters/sign-in/oidc-server.js'
import { openService, type Service } from './open-service.js'
import { openBrowser } from './visitor.js'

let service: Service
let oidc: Awaited<ReturnType<typeof startOidcServer>>
beforeAll(async () => {
  oidc = await startOidcServer()
  service = await openService({
    signIn: {
      passwords: openScryptPasswords(),
      provider: openOidcProvider({ issuer: oidc.issuer, clientId: 'swiftproof', clientSecret: 'the secret', name: 'The house' }),
      rules: { sessionMs: 3_600_000, idleMs: 600_000, totpRoles: ['admin'] },
      publicUrl: 'http://localhost',
      trustsProxy: true,
    },
  })
  for (const [email, role] of [
    ['ann@house.example', 'reviewer'],
    ['boss@house.example', 'admin'],
  ] as const) {
    await service.parts.store.inPlatform(service.shop.live.id, (rows) =>
      invitePerson(rows, { email, name: email, role, merchantId: null }, 'system', new Date()),
    )
  }
})
afterAll(async () => {
  await service.close()
  await oidc.close()
})
beforeEach(() => {
  Object.assign(oidc.mood, {
    claims: { sub: 'u1', email: 'Ann@house.example', email_verified: true },
    forged: false,
    unsigned: false,
    down: false,
  })
})

/** Out to the provider and back, as a browser goes; gives where it ends. */
async function goThrough(browser = openBrowser(service), change = (back: URL) => back) {
  const out = await browser.ask('GET', '/auth/oidc/start')
  const there = await fetch(out.headers.get('location') ?? '', { redirect: 'manual' })
  const back = change(new URL(there.headers.get('location') ?? ''))
  const answer = await browser.ask('GET', `${back.pathname}${back.search}`)
  return { browser, back, end: answer.headers.get('location') }
}

describe('the identity provider', () => {
  it('is told of with the other ways', async () => {
    expect(await (await openBrowser(service).ask('GET', '/auth/ways')).json()).toEqual({ password: true, provider: 'The house' })
  })

  it('signs in who was invited with the address it vouches for, and knows that one by its subject from then on', async () => {
    const { browser, end } = await goThrough()
    expect(end).toBe('/console/')
    expect(await (await browser.ask('GET', '/v1/me')).json()).toMatchObject({
      person: { email: 'ann@house.example', state: 'active', hasProvider: true },
    })
    oidc.mood.claims = { sub: 'u1', email: 'new-name@house.example', email_verified: true }
    expect((await goThrough()).end).toBe('/console/')
    oidc.mood.claims = { sub: 'u2', email: 'ann@house.example', email_verified: true }
    expect((await goThrough()).end).toBe('/console/?problem=sign-in-failed')
  })

  it('does not stand for the one-time code of a role that needs one', async () => {
    oidc.mood.claims = { sub: 'boss', email: 'boss@house.example', email_verified: true }
    const { browser } = await goThrough()
    expect(await (await browser.ask('GET', '/v1/me')).json()).toMatchObject({ code: 'second-factor-needed', detail: 'enrol' })
  })

  it.each([
    ['nobody was invited', { claims: { sub: 'x', email: 'nobody@house.example', email_verified: true } }],
    ['it does not vouch for the address', { claims: { sub: 'x', email: 'ann@house.example', email_verified: false } }],
    ['the token is signed by another key', { forged: true }],
    ['the token is not signed', { unsigned: true }],
    ['the token is for another client', { claims: { sub: 'u1', aud: 'another' } }],
    ['the token is of another issuer', { claims: { sub: 'u1', iss: 'https://evil.example' } }],
    ['the token is too old', { claims: { sub: 'u1', exp: 1_700_000_000 } }],
    ['the token is of another sign-in', { claims: { sub: 'u1', nonce: 'another' } }],
  ])('lets nobody in when %s', async (_, change) => {
    Object.assign(oidc.mood, change)
    const { browser, end } = await goThrough()
    expect(end).toBe('/console/?problem=sign-in-failed')
    expect((await browser.ask('GET', '/v1/me')).status).toBe(401)
  })

  it('lets nobody in by a link from elsewhere, or by a code that was used', async () => {
    const mine = await goThrough()
    const other = openBrowser(service)
    const lured = await other.ask('GET', `${mine.back.pathname}${mine.back.search}`)
    expect(lured.headers.get('location')).toBe('/console/?problem=sign-in-failed')
    const used = await goThrough(openBrowser(service), (back) => {
      back.searchParams.set('code', mine.back.searchParams.get('code') ?? '')
      return back
    })
    expect(used.end).toBe('/console/?problem=sign-in-failed')
  })

  it('that does not answer is named, and asked again next time', async () => {
    const provider = openOidcProvider({ issuer: oidc.issuer, clientId: 'swiftproof', clientSecret: 'the secret', name: 'x' })
    const binding = { state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) }
    oidc.mood.down = true
    await expect(provider.addressFor(binding, 'http://localhost/')).rejects.toMatchObject({ code: 'identity-provider-unavailable' })
    oidc.mood.down = false
    expect(await provider.addressFor(binding, 'http://localhost/')).toContain('code_challenge_method=S256')
  })
})
