import { describe, expect, it } from 'vitest'
import { Fault, toFault } from '../src/errors.js'

describe('Fault', () => {
  it('says its code, its title and what was wrong where', () => {
    const fault = new Fault('file-empty', 'evidence/1.png has 0 bytes')
    expect(fault).toMatchObject({ code: 'file-empty', status: 422, retry: false })
    expect(fault.message).toContain('evidence/1.png')
  })

  it('keeps a named fault as it is and names everything else internal, with the cause', () => {
    const fault = new Fault('picture-damaged', 'x')
    expect(toFault(fault)).toBe(fault)
    const cause = new RangeError('boom')
    expect(toFault(cause)).toMatchObject({ code: 'internal', cause })
  })
})
