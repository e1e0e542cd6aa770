import pc from 'picocolors'
import { composeStore } from '../compose.js'
import { readConfig } from '../config.js'
import { print } from './terminal.js'

interface LedgerVerifyOptions {
  readonly platform?: string
  readonly json?: boolean
}

/** `swiftproof ledger verify`: adds up the books of each platform. Returns the exit code: 1 when some do not hold. */
export async function runLedgerVerify({ platform, json }: LedgerVerifyOptions): Promise<number> {
  const { store } = await composeStore(readConfig())
  try {
    const checks = await store.inAll((rows) => rows.books.verify(platform))
    for (const check of checks) {
      const { platformId, problems, refunds, postings, promisedFen } = check
      if (json) print(JSON.stringify(check))
      else if (problems.length > 0) for (const problem of problems) print(pc.red(`✗ ${platformId}  ${problem}`))
      else
        print(`${pc.green('✓')} ${platformId}  ${refunds} refunds, ${postings} postings, ${(promisedFen / 100).toFixed(2)} yuan promised`)
    }
    return checks.some(({ problems }) => problems.length > 0) ? 1 : 0
  } finally {
    await store.close()
  }
}
