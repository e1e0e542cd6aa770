import { readConfig } from '../config.js'
import { Fault } from '../errors.js'
import { type Role, roles } from '../model/person.js'
import { invitePerson, renewLink } from '../people/manage-people.js'
import { withStore } from './platform.js'
import { print } from './terminal.js'

interface PersonAddOptions {
  readonly platform: string
  readonly role: string
  readonly email: string
  readonly name?: string
  readonly merchant?: string
}

/** `swiftproof person add`: invites a person and prints the link that sets its password, once. Returns the exit code. Throws `usage`, `email-taken`. */
export async function runPersonAdd({ platform, role, email, name, merchant }: PersonAddOptions): Promise<number> {
  if (!isRole(role)) throw new Fault('usage', `${role}: known roles are ${roles.join(', ')}`)
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Fault('usage', `${email} is no e-mail address`)
  await withStore(async (store) => {
    const side = await store.inAll(({ platforms }) => platforms.get(platform))
    if (!side) throw new Fault('usage', `there is no platform ${platform}`)
    const person = { email, name: name ?? email, role, merchantId: merchant ?? null }
    const { linkToken, person: added } = await store.inPlatform(side.id, (rows) => invitePerson(rows, person, 'system', new Date()))
    printLink(added.id, linkToken)
  })
  return 0
}

/** `swiftproof person link`: a new link for somebody who cannot come in any more, one-time codes taken off. Returns the exit code. */
export async function runPersonLink(personId: string, { platform }: { readonly platform: string }): Promise<number> {
  await withStore(async (store) => {
    const { person, linkToken } = await store.inPlatform(platform, (rows) =>
      renewLink(rows, personId, { resetTotp: true }, 'system', new Date()),
    )
    printLink(person.id, linkToken)
  })
  return 0
}

function printLink(personId: string, linkToken: string): void {
  const { publicUrl, host, port } = readConfig()
  print(`${personId}  good once, for seven days:`)
  print(new URL(`/console/join#${linkToken}`, publicUrl ?? `http://${host}:${port}`).href)
}

function isRole(word: string): word is Role {
  return roles.some((role) => role === word)
}
