import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runSwiftproof, runUnheard } from './program.js'

const cases = path.join(import.meta.dirname, '../../fixtures/cases')
const order = path.join(cases, 'instant-windows-key-blocked/evidence/1-order.png')
const failure = path.join(cases, 'instant-windows-key-blocked/evidence/2-activation.png')

describe('swiftproof read', () => {
  it('prints one JSON object a line in the order given; a bad file is named on its line and the others are still read', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'swiftproof-'))
    const empty = path.join(folder, 'empty.png')
    const text = path.join(folder, 'text.png')
    writeFileSync(empty, '')
    writeFileSync(text, 'order number 12345, please refund')
    const missing = path.join(folder, 'missing.png')
    const { code, stdout } = await runSwiftproof('read', '--json', empty, order, text, missing, failure)
    expect(code).toBe(1)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ file }) => file)).toEqual([empty, order, text, missing, failure])
    expect(lines.map(({ error }) => error?.code ?? 'read')).toEqual(['file-empty', 'read', 'format-refused', 'file-not-found', 'read'])
    expect(lines[1]).toMatchObject({ media: 'image', width: 1366, height: 768, kind: 'order-page', frames: [] })
    expect(lines[4]).toMatchObject({ kind: 'activation-failure', shows: 'failure' })
    expect(lines[4].fields).toContainEqual(expect.objectContaining({ type: 'error-code', value: '0xC004C003', pointsAt: 'product' }))
  })

  it('masks card keys everywhere unless told to reveal them', async () => {
    const key = 'JCYPG-GTJC2-6YWMD-CJC4M-X44D9'
    const masked = await runSwiftproof('read', '--json', order, failure)
    const revealed = await runSwiftproof('read', '--json', '--reveal', order, failure)
    expect(masked.code).toBe(0)
    expect(masked.stdout).not.toContain('GTJC2')
    expect(revealed.stdout).toContain(key)
  })

  it('ends in order when whoever reads its output stops reading', async () => {
    const { code, stderr } = await runUnheard('read', order, failure)
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('is a program of its own after the set-up, as npx starts it', () => {
    const program = path.join(import.meta.dirname, '../../dist/src/main.js')
    const { status, stdout } = spawnSync(program, ['--help'], { encoding: 'utf8' })
    expect(status).toBe(0)
    expect(stdout).toContain('Usage: swiftproof')
  })

  it('exits 2 on wrong usage and says how it is used', async () => {
    const { code, stderr } = await runSwiftproof('read')
    expect(code).toBe(2)
    expect(stderr).toContain('--help')
    expect((await runSwiftproof('nothing')).code).toBe(2)
    expect((await runSwiftproof('--help')).code).toBe(0)
  })
})
