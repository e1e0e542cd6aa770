import { constants, setPriority } from 'node:os'
import { composeReading } from '../src/compose-reading.js'
import { readConfig } from '../src/config.js'
import { toFault } from '../src/errors.js'
import type { Reading } from '../src/model/reading.js'
import { readFile } from '../src/pipeline/read-file.js'
import type { FromProcess, ToReadingProcess } from '../src/ports/reading-messages.js'

// Started by path, one file at a time; what it says goes to the process that started it.
const say = (words: FromProcess<Reading>) => process.send?.(words)
// Without the one that asks there is nothing to do.
process.on('disconnect', () => process.exit())
// Signals of the terminal go to all processes: whoever started this one ends it when its file is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

try {
  // Answers to people go before readings: these take what is left of the machine.
  setPriority(constants.priority.PRIORITY_LOW)
  const tools = await composeReading({ ...readConfig(), readThreads: 1 })
  process.on('message', async ({ path, name, recording }: ToReadingProcess) => {
    try {
      say({ is: 'done', answer: await readFile(path, name, recording, tools) })
    } catch (thrown) {
      say({ is: 'failed', fault: sent(thrown) })
    }
  })
  say({ is: 'ready' })
} catch (thrown) {
  say({ is: 'broken', fault: sent(thrown) })
  process.exitCode = 1
  process.disconnect()
}

function sent(thrown: unknown) {
  const { code, detail } = toFault(thrown)
  return { code, detail }
}
