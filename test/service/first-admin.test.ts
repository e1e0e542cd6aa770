import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { codeAt, goodPassword, readAuth } from '../http/visitor.js'
import { outputOf, startService } from './start-service.js'

it('lets the first admin in by command, over real HTTP, with its cookie kept by the rules', { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-admin-'))
  const env = { DATA_DIR: path.join(folder, 'data') }
  const platform = /live +(plat_\w+)/.exec(await outputOf(['platform', 'add', 'shop'], env))?.[1] ?? ''
  const email = 'boss@shop.example'
  const said = await outputOf(['person', 'add', '--platform', platform, '--role', 'admin', '--email', email], env)
  const token = /\/console\/join#([\w-]{43})/.exec(said)?.[1] ?? ''
  await expect(outputOf(['person', 'add', '--platform', platform, '--role', 'boss', '--email', 'x@shop.example'], env)).rejects.toThrow(
    'known roles',
  )
  const service = await startService({ role: 'api', env })
  try {
    let cookie = ''
    let csrf = ''
    const ask = async (method: string, address: string, body?: object) => {
      const answer = await fetch(`${service.baseUrl}${address}`, {
        method,
        headers: { origin: service.baseUrl, cookie, 'x-csrf-token': csrf, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const [line] = answer.headers.getSetCookie()
      if (line !== undefined) cookie = line.split(';', 1)[0] ?? ''
      const told = await answer
        .clone()
        .json()
        .catch(() => ({}))
      csrf = (told as { csrf?: string }).csrf ?? csrf
      return answer
    }
    const joined = await ask('POST', '/auth/join', { token, password: goodPassword })
    expect(joined.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    expect(await readAuth(joined)).toMatchObject({ step: 'enrol' })
    expect((await ask('GET', '/v1/people')).status).toBe(401)
    const { secret } = await readAuth(ask('POST', '/auth/totp/enrol', {}))
    expect((await ask('POST', '/auth/totp/confirm', { code: codeAt(secret, new Date()) })).status).toBe(200)
    const people = await ask('GET', '/v1/people')
    expect(await people.json()).toMatchObject({ items: [{ email, role: 'admin', state: 'active', hasTotp: true }] })
    expect(people.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(people.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(people.headers.get('x-content-type-options')).toBe('nosniff')
    expect(people.headers.get('cache-control')).toBe('no-store')
    const sessions = (await (await ask('GET', '/auth/sessions')).json()) as { items: { address: string }[] }
    expect(sessions.items.map(({ address }) => address)).toEqual(['127.0.0.1'])
  } finally {
    await service.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
})
