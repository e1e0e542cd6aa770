import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPaymentChannels } from '../../../src/adapters/payments/open-channels.js'

describe('the list of payment channels', () => {
  let folder: string
  let alipay: Record<string, unknown>
  let wechat: Record<string, unknown>
  const at = (name: string) => path.join(folder, name)
  const faultOf = (list: unknown, testSides?: ReadonlySet<string>) =>
    openPaymentChannels(list, testSides).then(
      () => 'opened',
      (fault: Error) => fault.message,
    )

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-channels-'))
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await writeFile(at('private.pem'), privateKey.export({ type: 'pkcs1', format: 'pem' }))
    await writeFile(at('private.txt'), privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))
    await writeFile(at('public.pem'), publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(at('public.txt'), `${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}\n`)
    await writeFile(at('curve.pem'), curve.publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(at('v3'), `${'k'.repeat(32)}\n`)
    await writeFile(at('short'), 'SECRETSECRET')
    alipay = {
      platform: 'plat_1',
      kind: 'alipay',
      appId: '2021000000000001',
      privateKeyFile: at('private.txt'),
      alipayPublicKeyFile: at('public.txt'),
    }
    wechat = {
      platform: 'plat_1',
      kind: 'wechat',
      mchid: '1900000001',
      serial: 'ABCDEF0123456789',
      privateKeyFile: at('private.pem'),
      platformPublicKeyFile: at('public.pem'),
      platformKeyId: 'PUB_KEY_ID_1',
      apiV3KeyFile: at('v3'),
      notifyUrl: 'https://shop.example/v1/notices/plat_1/wechat',
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('opens each channel for its platform alone; the rest pay themselves', async () => {
    const channels = await openPaymentChannels([alipay, { ...wechat, platform: 'plat_2' }])
    expect(channels.of('plat_1', 'alipay')).not.toBeNull()
    expect(channels.of('plat_2', 'wechat')).not.toBeNull()
    for (const [platform, channel] of [
      ['plat_1', 'wechat'],
      ['plat_2', 'alipay'],
      ['plat_3', 'alipay'],
      ['plat_1', 'balance'],
    ] as const) {
      expect(channels.of(platform, channel)).toBeNull()
    }
  })

  it('names every wrong value with its place', async () => {
    expect(
      await faultOf([
        { ...alipay, appId: '12' },
        { ...wechat, extra: 1 },
      ]),
    ).toMatch(/\[1\][\s\S]*\[0\]\.appId/)
    expect(await faultOf({ alipay })).toContain('PAYMENT_CHANNELS')
    const missing = await faultOf([
      { ...alipay, privateKeyFile: at('none') },
      { ...wechat, apiV3KeyFile: at('short') },
    ])
    expect(missing).toMatch(/\[0\]\.privateKeyFile: .*ENOENT.*\[1\]\.apiV3KeyFile: .*32 characters/)
    expect(missing).not.toContain('SECRET')
  })

  it.each([
    ['a private key where a public one belongs', { alipayPublicKeyFile: 'private.pem' }, 'public key'],
    ['a key of another kind', { alipayPublicKeyFile: 'curve.pem' }, 'RSA'],
    ['what is no key', { privateKeyFile: 'short' }, 'holds no key'],
  ])('refuses %s', async (_, files, said) => {
    const entry = { ...alipay, ...Object.fromEntries(Object.entries(files).map(([name, file]) => [name, at(file)])) }
    expect(await faultOf([entry])).toContain(said)
  })

  it('refuses an address without TLS that is not this machine', async () => {
    expect(await faultOf([{ ...alipay, gateway: 'http://openapi.alipay.com/gateway.do' }])).toContain('https')
    expect(await faultOf([{ ...alipay, gateway: 'http://127.0.0.1:8700/gateway.do' }])).toBe('opened')
  })

  it('refuses a channel that moves money on a test side, and two of a kind', async () => {
    expect(await faultOf([alipay], new Set(['plat_1']))).toContain('[0].platform: a test side')
    expect(await faultOf([{ ...alipay, gateway: 'http://127.0.0.1:8700/gateway.do' }], new Set(['plat_1']))).toBe('opened')
    expect(await faultOf([alipay, alipay])).toContain('[1]: a second alipay')
  })
})
