import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openClient } from '../../src/client/client.js'
import { freePort } from '../servers/run-server.js'
import { sampleCase } from './sample-case.js'
import { startService, untilSaid } from './start-service.js'

const root = new URL('../..', import.meta.url).pathname

it('the example shop, on the client as it is published, takes a claim, is asked for the refund, pays it once and shows it', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-shop-'))
  const service = await startService({ env: { DATA_DIR: folder, WEBHOOKS_ALLOW_PRIVATE: 'true' } })
  const sample = await sampleCase('instant-windows-key-blocked')
  const shopUrl = `http://127.0.0.1:${await freePort()}`
  const { orderNumber, reason, statement, submittedAt } = sample.claim
  if (!orderNumber || !submittedAt) throw new Error('the sample names no order')
  const args = [service.baseUrl, service.keys.test, new URL(shopUrl).port, submittedAt]
  const shop = spawn(process.execPath, ['examples/dujiaoka-shop.mjs', ...args], { cwd: root })
  try {
    const orderPage = /http\S+/.exec(await untilSaid(shop, /detail-order-sn\/\S+/))?.[0] ?? ''
    const form = new URLSearchParams({ reason, statement: statement ?? '' })
    const claimed = await fetch(`${shopUrl}/refund/${orderNumber}`, { method: 'POST', body: form, redirect: 'manual' })
    expect(claimed.status).toBe(303)
    expect(claimed.headers.get('location')).toMatch(new RegExp(`^${service.baseUrl}/c/`))

    const client = openClient({ baseUrl: service.baseUrl, apiKey: service.keys.test })
    const opened = (await client.listCases({ orderNumber: orderNumber })).items[0]?.id ?? ''
    await client.addEvidence(opened, sample.files)
    await expect.poll(async () => (await client.getCase(opened)).state, { timeout: 90_000 }).toBe('closed')
    const shown = await (await fetch(orderPage)).text()
    expect(shown).toContain('售后：')
    expect(shown).toContain('已退款 ¥128.00')
    expect(await fetch(`${shopUrl}/swiftproof`, { method: 'POST', body: '{}' })).toMatchObject({ status: 401 })
  } finally {
    shop.kill('SIGKILL')
    await service.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
})
