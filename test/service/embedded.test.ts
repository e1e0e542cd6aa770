import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../../src/client/client.js'
import { verifyWebhook } from '../../src/client/verify-webhook.js'
import { folderAsSubmitted, sampleCase, sendCase } from './sample-case.js'
import { type Receiver, startReceiver } from './start-receiver.js'
import { outputOf, type RunningService, startService } from './start-service.js'

let dataDir: string
let service: RunningService
let receiver: Receiver

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'swiftproof-service-'))
  receiver = await startReceiver()
  service = await startService({ env: { DATA_DIR: dataDir, WEBHOOKS_ALLOW_PRIVATE: 'true' } })
})

afterAll(async () => {
  await service.end('SIGKILL')
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the service in one process', () => {
  it('rules 6.6: judges a case by itself and announces what `judge` says of the same folder', { timeout: 120_000 }, async () => {
    const client = openClient({ baseUrl: service.baseUrl, apiKey: service.keys.test })
    const { secret } = await client.addWebhook(receiver.url)
    // The first event comes again after five seconds, and those behind it wait.
    receiver.refuse(1)
    const sample = await sampleCase('instant-windows-key-blocked')
    const caseId = await sendCase(client, sample)

    const decided = await receiver.until(({ body }) => JSON.parse(body).type === 'case.decided')
    const event = verifyWebhook(decided.body, decided.headers, secret)
    const folder = await folderAsSubmitted(sample)
    const judged = JSON.parse(await outputOf(['judge', '--json', folder]))
    await rm(folder, { recursive: true })
    const { case: _, timings: __, ...verdict } = judged
    const plain = JSON.parse(JSON.stringify(verdict).replaceAll('evidence/', ''))

    expect(verdict.outcome).toBe('instant-refund')
    expect(event.data).toMatchObject({ ...plain, caseId, orderNumber: sample.claim.orderNumber })
    // Its refund follows when it follows.
    const types = receiver.taken.map(({ body }): string => JSON.parse(body).type)
    expect(types.filter((type) => type.startsWith('case.'))).toEqual(['case.opened', 'case.decided'])
    expect(await client.getCase(caseId)).toMatchObject({ state: 'paying', outcome: 'instant-refund', verdict: plain })
  })

  it('ends well when it is asked to', { timeout: 60_000 }, async () => {
    expect(await service.end('SIGTERM')).toBe(0)
  })
})
