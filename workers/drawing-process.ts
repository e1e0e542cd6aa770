import { composeDecoder } from '../src/compose-reading.js'
import { toFault } from '../src/errors.js'
import { drawEvidence } from '../src/pipeline/draw-evidence.js'
import type { FromProcess, ToDrawingProcess } from '../src/ports/reading-messages.js'

// Started by path, one picture at a time; what it says goes to the process that started it.
const say = (words: FromProcess<Uint8Array>) => process.send?.(words)
// Without the one that asks there is nothing to do.
process.on('disconnect', () => process.exit())
// Signals of the terminal go to all processes: whoever started this one ends it when its picture is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

const decoder = composeDecoder()
process.on('message', async (asked: ToDrawingProcess) => {
  try {
    say({ is: 'done', answer: await drawEvidence(asked, decoder) })
  } catch (thrown) {
    const { code, detail } = toFault(thrown)
    say({ is: 'failed', fault: { code, detail } })
  }
})
say({ is: 'ready' })
