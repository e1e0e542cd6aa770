import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openClient } from '../../src/client/client.js'
import { jobNames } from '../../src/jobs.js'
import { sampleCase } from './sample-case.js'
import { outputOf, type RunningService, startService } from './start-service.js'

const adminKey = 'an admin key of enough signs'
let dataDir: string
let source: Server
let service: RunningService
let apiKey: string
let said = ''
let deliveredKey = ''

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'swiftproof-masked-'))
  deliveredKey = (await sampleCase('instant-windows-key-blocked')).order.order.deliveredKeys?.[0] ?? ''
  // A shop whose endpoint answers with a bare card key.
  source = createServer((_, response) => response.end(deliveredKey))
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  const added = await outputOf(['platform', 'add', 'shop'], { DATA_DIR: dataDir })
  apiKey = /sp_test_[\w-]+/.exec(added)?.[0] ?? ''
  const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/{number}`
  const entries = [...new Set(added.match(/plat_\w+/g))].map((platform) => ({
    platform,
    kind: 'http',
    url,
    secret: 'whsec_c2VjcmV0c2VjcmV0',
  }))
  const sources = path.join(dataDir, 'sources.yaml')
  await writeFile(sources, JSON.stringify(entries))
  service = await startService({ env: { DATA_DIR: dataDir, LOG_LEVEL: 'trace', ADMIN_KEY: adminKey, ORDER_SOURCES: sources } })
  for (const stream of [service.child.stdout, service.child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
})

afterAll(async () => {
  await service?.end('SIGKILL')
  source?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** All jobs of one queue as its board shows them, whatever became of them. */
async function onBoard(queue: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`admin:${adminKey}`).toString('base64')}`
  const address = `${service.baseUrl}/admin/queues/api/queues?activeQueue=${queue}&status=latest&page=1&jobsPerPage=100`
  const answer = await fetch(address, { headers: { authorization } })
  expect(answer.status).toBe(200)
  return answer.text()
}

it('shows no card key in its log, in jobs that failed, on the board of the queues or in its metrics', { timeout: 180_000 }, async () => {
  const client = openClient({ baseUrl: service.baseUrl, apiKey })
  const { order, claim, files } = await sampleCase('instant-windows-key-blocked')
  await client.putOrder(order)
  const statement = `卡密 ${deliveredKey} 不能用`
  const { id } = await client.openCase({ claim: { ...claim, statement }, reference: `ticket ${deliveredKey}` })
  const broken = { fileName: `${deliveredKey}.png`, content: new Blob([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')]), as: null }
  await client.addEvidence(id, files)
  await client.addEvidence(id, [broken]).catch(() => undefined)
  await client.openCase({ claim: { ...claim, orderNumber: 'NEVER-PUSHED', statement }, reference: null })
  const isDone = async () =>
    (await client.getCase(id)).verdict !== null && (await onBoard('judge-case')).includes('order-source-unavailable')
  while (!(await isDone())) await wait(250)

  const boards = await Promise.all(jobNames.map(onBoard))
  const metrics = await (await fetch(`${service.baseUrl}/metrics`)).text()
  expect(await service.end('SIGTERM')).toBe(0)
  expect(said).toContain('"stopping"')
  const parts = [deliveredKey, ...deliveredKey.split('-')]
  expect(parts.length).toBeGreaterThan(4)
  for (const text of [said, ...boards, metrics]) for (const part of parts) expect(text.toUpperCase()).not.toContain(part)
})
