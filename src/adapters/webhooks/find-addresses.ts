import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { Fault } from '../../errors.js'

/** An address that was checked, to be connected to as it is. */
export interface CheckedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/**
 * Where the host of this URL is, for one connection: asking again could give another answer than the one that was checked.
 * One address that is not public refuses the host. There is at least one.
 * Throws `webhook-address-refused`, and `webhook-unreachable` when the name has no address.
 */
export async function findAddresses(url: URL, options: { readonly allowPrivate: boolean }): Promise<readonly CheckedAddress[]> {
  checkForm(url, options.allowPrivate)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await resolve(host)
  const closed = options.allowPrivate ? undefined : found.find(({ address }) => !isPublic(address))
  // The answer does not say which address: it would tell a stranger what our own names point to.
  if (closed) throw new Fault('webhook-address-refused', `${host} is not a public address`)
  if (found.length === 0) throw new Fault('webhook-unreachable', `${host} has no address`)
  return found
}

function checkForm(url: URL, allowPrivate: boolean): void {
  const refuse = (why: string): Fault => new Fault('webhook-address-refused', why)
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) throw refuse('expected an https address')
  if (url.username !== '' || url.password !== '') throw refuse('the address holds a password')
}

async function resolve(host: string): Promise<readonly CheckedAddress[]> {
  const family = isIP(host)
  if (family === 4 || family === 6) return [{ address: host, family }]
  try {
    const found = await lookup(host, { all: true, verbatim: true })
    return found.map(({ address, family: each }) => ({ address, family: each === 6 ? 6 : 4 }))
  } catch (cause) {
    throw new Fault('webhook-unreachable', `${host} is not known`, { cause })
  }
}

/** Whether the whole internet could reach it: by IANA's registries of special-purpose addresses (RFC 6890), IPv6 only of 2000::/3. */
function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** IPv4-mapped and translated addresses, loopback, link-local, private and multicast ones all lie outside. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's address for its machines' own questions is a public one.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  // Teredo, benchmarking, ORCHID and other protocol assignments.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 carries an IPv4 address, also a private one.
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, prefix, 'ipv6')
}
