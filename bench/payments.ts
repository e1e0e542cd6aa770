// npm run bench:payments [-- --refunds N] [--seed N]
// Refunds through the ledger on PostgreSQL against the sandbox of both channels: a fifth of the answers lost, a tenth of the
// notices doubled, a twentieth of the answers with a wrong amount, the worker killed at random. The
// worker's clock passes over what is only waited for. What is held against: the channel's own books, refund by refund.
import { parseArgs } from 'node:util'
import { runPayments } from './payments/run-payments.js'

const { values } = parseArgs({ options: { refunds: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } })
const [refunds, seed] = [Number(values.refunds), Number(values.seed)]
if (!Number.isInteger(refunds) || refunds < 1 || !Number.isInteger(seed)) throw new Error('--refunds and --seed take whole numbers')
const kills = Math.max(2, Math.round(refunds / 500))
const tell = (words: string) => console.error(words)
const result = await runPayments({ refunds, seed, kills, mostMs: 3_600_000, tell })
const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`
console.log(`refunds              ${refunds}: ${result.succeeded} succeeded, ${result.failed} failed`)
console.log(`channel's books      ${yuan(result.channelFen)}`)
console.log(`our books            ${yuan(result.ourFen)}`)
console.log(`differences          ${result.differences.length}`)
for (const difference of result.differences.slice(0, 20)) console.log(`                     ${difference}`)
console.log(`double payments      ${result.doublePayments}`)
console.log(`stuck                ${result.stuck}`)
console.log(`worker killed        ${result.kills} times`)
console.log(`sent again           ${result.repeated} times under the same number`)
console.log(`notices heard        ${result.notices}`)
console.log(`ordered in           ${(result.orderedMs / 1000).toFixed(1)} s`)
console.log(`settled in           ${(result.settledMs / 1000).toFixed(1)} s, ${(refunds / (result.settledMs / 1000)).toFixed(1)} refunds/s`)
const isRight = result.differences.length === 0 && result.doublePayments === 0 && result.stuck === 0 && result.channelFen === result.ourFen
process.exitCode = isRight ? 0 : 1
