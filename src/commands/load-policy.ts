import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { Fault } from '../errors.js'
import { defaultPolicy } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'
import { choosePolicy } from '../pipeline/choose-policy.js'

/** The policy of a YAML or JSON file over the default; the default itself without a file. Throws `file-not-found` or `policy-invalid`. */
export async function loadPolicy(file: string | undefined): Promise<Policy> {
  if (file === undefined) return defaultPolicy
  return choosePolicy(await readPolicyFile(file), defaultPolicy, file)
}

/** What a YAML or JSON file says. Throws `file-not-found` or `policy-invalid`. */
export async function readPolicyFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('file-not-found', `${file}: ${cause.code ?? cause.message}`, { cause })
  })
  try {
    return parse(text)
  } catch (cause) {
    throw new Fault('policy-invalid', `${file}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
