import { writeFileSync } from 'node:fs'

// A drawing process that keeps screen after screen and never comes to an end.
process.on('message', ({ folder }) => {
  let kept = 0
  const keep = () => {
    writeFileSync(`${folder}/screen-${kept++}.jpg`, 'screen')
    setImmediate(keep)
  }
  keep()
})
process.on('disconnect', () => process.exit())
if (process.env.NEVER_READY) setInterval(() => undefined, 1000)
else process.send({ is: 'ready' })
