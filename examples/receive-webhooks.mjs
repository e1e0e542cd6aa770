// A shop's endpoint: takes events, checks their signature, and prints them.
// usage: node examples/receive-webhooks.mjs whsec_… [port]
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

const [secret = '', port = '4000'] = process.argv.slice(2)
const webhook = new Webhook(secret)

createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    const { type, data } = webhook.verify(Buffer.concat(chunks).toString(), request.headers)
    response.writeHead(204).end()
    console.log([type, data.caseId, data.outcome, data.refundId, data.explanation].filter(Boolean).join(' '))
  } catch {
    // Not signed with this secret, or older than five minutes.
    response.writeHead(401).end()
  }
}).listen(Number(port), '127.0.0.1')
