// A reading process that does what the file's name says.
process.on('message', ({ name }) => {
  if (name === 'die') process.exit(3)
  if (name === 'hang') return
  if (name === 'damaged') process.send({ is: 'failed', fault: { code: 'picture-damaged', detail: name } })
  else process.send({ is: 'done', answer: { file: name, reader: String(process.pid) } })
})
process.on('disconnect', () => process.exit())
if (process.env.CANNOT_READ)
  process.send({ is: 'broken', fault: { code: 'reader-unavailable', detail: 'no model' } }, () => process.exit(1))
else process.send({ is: 'ready' })
