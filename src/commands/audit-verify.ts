import pc from 'picocolors'
import { composeStore } from '../compose.js'
import { readConfig } from '../config.js'
import { print } from './terminal.js'

interface AuditVerifyOptions {
  readonly platform?: string
  readonly json?: boolean
}

/** `swiftproof audit verify`: follows the chain of each platform's audit log. Returns the exit code: 1 when one is broken. */
export async function runAuditVerify({ platform, json }: AuditVerifyOptions): Promise<number> {
  const { store } = await composeStore(readConfig())
  try {
    const checks = await store.inAll((rows) => rows.audit.verify(platform))
    for (const check of checks) {
      if (json) print(JSON.stringify(check))
      else if (check.broken) print(pc.red(`✗ ${check.platformId}  entry ${check.broken.number}: ${check.broken.because}`))
      else print(`${pc.green('✓')} ${check.platformId}  ${check.entries} entries`)
    }
    return checks.some(({ broken }) => broken) ? 1 : 0
  } finally {
    await store.close()
  }
}
