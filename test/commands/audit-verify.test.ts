import { execFile } from 'node:child_process'
import { mkdtempSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it, vi } from 'vitest'
import { composeStore } from '../../src/compose.js'
import { readConfig } from '../../src/config.js'

// Each run of the command starts a process and a database.
vi.setConfig({ testTimeout: 180_000 })
const dataDir = mkdtempSync(path.join(tmpdir(), 'swiftproof-audit-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

function verify(): Promise<{ exitCode: number; stdout: string }> {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', main, 'audit', 'verify', '--json'], { env }, (error, stdout) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout }),
    )
  })
}

it('says that the log is whole, and ends with 1 and the entry once one was changed', async () => {
  const { store, embedded } = await composeStore(readConfig({ DATA_DIR: dataDir }))
  const { live } = await store.inAll((rows) => rows.platforms.add('shop'))
  await store.inPlatform(live.id, (rows) => rows.audit.append({ actor: 'system', action: 'key.made', subject: 'key_1', details: {} }))
  await store.close()
  const whole = await verify()
  expect(whole.exitCode).toBe(0)
  expect(JSON.parse(whole.stdout.split('\n')[0] ?? '')).toEqual({ platformId: live.id, entries: 1, broken: null })
  expect(embedded).not.toBeNull()

  const again = await composeStore(readConfig({ DATA_DIR: dataDir }))
  await again.embedded?.query('ALTER TABLE swiftproof.audit_log DISABLE TRIGGER USER')
  await again.embedded?.query("UPDATE swiftproof.audit_log SET actor = 'somebody'")
  await again.store.close()
  const broken = await verify()
  expect(broken.exitCode).toBe(1)
  expect(JSON.parse(broken.stdout.split('\n')[0] ?? '')).toMatchObject({ broken: { number: 1 } })
})

it('keeps the secret it made for itself alone, and needs one given with a server', async () => {
  expect(statSync(path.join(dataDir, 'secret-key')).mode & 0o077).toBe(0)
  expect(() => readConfig({ DATA_DIR: dataDir, DATABASE_URL: 'postgresql://localhost/x' })).toThrow(/SECRET_KEY/)
})
