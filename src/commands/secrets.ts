import { rotateSecrets } from '../pipeline/rotate-secrets.js'
import { withStore } from './platform.js'
import { print } from './terminal.js'

/**
 * `swiftproof secrets rotate`: seals all that is stored anew under SECRET_KEY. Returns the exit code. It may be ended and
 * run again; when it is through, SECRET_KEYS_OLD is needed no more.
 */
export async function runSecretsRotate(): Promise<number> {
  const { isTTY } = process.stderr
  const resealed = await withStore((store) =>
    rotateSecrets(store, (done) => {
      if (isTTY) process.stderr.write(`\r${done} `)
    }),
  )
  print(`${resealed} values are sealed anew; SECRET_KEYS_OLD is needed no more`)
  return 0
}
