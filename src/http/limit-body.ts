import { bodyLimit } from 'hono/body-limit'
import { Fault } from '../errors.js'

/** Refuses a body of more bytes than this, also one that does not say its length. For bodies that are read whole. Throws `body-too-large`. */
export function limitBody(maxBytes: number) {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new Fault('body-too-large', `allowed are ${maxBytes} bytes`)
    },
  })
}
