import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { freePort } from '../servers/run-server.js'
import { startService } from './start-service.js'

const root = new URL('../..', import.meta.url).pathname

/** The lines of README that ask to be run, with a port of our own and without the wait. */
async function readmeLines(): Promise<string> {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8')
  const block = /```sh\n# readme: run\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const port = await freePort()
  return block
    .replaceAll('4000', String(port))
    .replace('sleep 10\n', 'for try in $(seq 600); do grep -q refund.requested "$SAID" && break; sleep 0.1; done\n')
}

it('does in README what it says', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-readme-'))
  const service = await startService({ env: { DATA_DIR: path.join(folder, 'data'), WEBHOOKS_ALLOW_PRIVATE: 'true' } })
  try {
    const said = path.join(folder, 'said')
    const links = ['examples', 'fixtures', 'node_modules'].map((name) => `ln -s ${root}${name} ${folder}/${name}`).join('\n')
    const script = `set -eo pipefail\ntrap 'kill %1' EXIT\nexec > "$SAID"\n${links}\n${await readmeLines()}`
    const env = { PATH: process.env.PATH, API: service.baseUrl, KEY: service.keys.test, SAID: said }
    const child = spawn('bash', ['-c', script], { cwd: folder, env, stdio: 'inherit' })
    const code = await new Promise((resolve) => child.once('close', resolve))
    // Events are printed as they come, also between an answer and the end of its line.
    const lines = (await readFile(said, 'utf8')).replaceAll(/\}(?=(?:case|refund)\.)/g, '}\n').split('\n')
    expect(code).toBe(0)
    expect(lines).toContainEqual(expect.stringMatching(/^case\.decided case_\w+ instant-refund 证据完整/))
    const [verdict, report, ended] = lines.filter((line) => line.startsWith('{')).slice(-3)
    expect(JSON.parse(verdict ?? '')).toMatchObject({ outcome: 'instant-refund', rule: 'instant-high-trust' })
    expect(JSON.parse(report ?? '')).toMatchObject({ state: 'succeeded', amountFen: 12_800 })
    expect(JSON.parse(ended ?? '')).toMatchObject({ state: 'closed', result: 'paid' })
  } finally {
    await service.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
})
