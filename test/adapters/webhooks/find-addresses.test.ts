import { describe, expect, it } from 'vitest'
import { findAddresses } from '../../../src/adapters/webhooks/find-addresses.js'

const ask = (address: string) => findAddresses(new URL(`https://${address}/hooks`), { allowPrivate: false })

describe('the address of an endpoint', () => {
  it.each([
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '0.0.0.0',
    '0177.0.0.1',
    '[::]',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::a00:1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:a00:1::1]',
    'localhost',
  ])('is refused when it is %s', async (address) => {
    await expect(ask(address)).rejects.toMatchObject({ code: 'webhook-address-refused' })
  })

  it.each([
    ['8.8.8.8', '8.8.8.8', 4],
    ['172.15.255.255', '172.15.255.255', 4],
    ['172.32.0.1', '172.32.0.1', 4],
    ['100.128.0.1', '100.128.0.1', 4],
    ['[2606:4700::1111]', '2606:4700::1111', 6],
    ['[2400:3200::1]', '2400:3200::1', 6],
  ])('is found when it is the public %s', async (asked, address, family) => {
    expect(await ask(asked)).toEqual([{ address, family }])
  })

  it('is https without a password, and only what is allowed to be private may be http', async () => {
    const refused = { code: 'webhook-address-refused' }
    await expect(findAddresses(new URL('http://8.8.8.8/'), { allowPrivate: false })).rejects.toMatchObject(refused)
    await expect(findAddresses(new URL('https://a:b@8.8.8.8/'), { allowPrivate: false })).rejects.toMatchObject(refused)
    await expect(findAddresses(new URL('ftp://8.8.8.8/'), { allowPrivate: true })).rejects.toMatchObject(refused)
    expect(await findAddresses(new URL('http://127.0.0.1:8080/'), { allowPrivate: true })).toEqual([{ address: '127.0.0.1', family: 4 }])
  })

  it('does not tell where a refused name points to', async () => {
    await expect(ask('localhost')).rejects.toMatchObject({ detail: 'localhost is not a public address' })
  })
})
