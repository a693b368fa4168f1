import { describe, expect, it } from 'vitest'
import { fieldsOf, Message } from './protobuf.ts'

describe('Protocol Buffers', () => {
  it('writes the examples of the format’s own guide', () => {
    // field 1 = 150 and field 2 = "testing", protobuf.dev/programming-guides/encoding
    expect([...new Message().int(1, 150).finish()]).toEqual([0x08, 0x96, 0x01])
    expect([...new Message().bytes(2, 'testing').finish()]).toEqual([0x12, 0x07, ...Buffer.from('testing')])
  })

  it('reads back what it wrote, negative numbers too', () => {
    const bytes = new Message().int(3, -2).float(4, 1.5).bytes(5, new Message().int(1, 7)).finish()
    const fields = [...fieldsOf(bytes)]
    expect(BigInt.asIntN(64, fields[0].value as bigint)).toBe(-2n)
    expect(new Float32Array((fields[1].value as Uint8Array).slice().buffer)[0]).toBe(1.5)
    expect([...fieldsOf(fields[2].value as Uint8Array)]).toEqual([{ field: 1, value: 7n }])
  })

  it('refuses bytes that end too early', () => {
    const bytes = new Message().bytes(1, 'something').finish()
    expect(() => [...fieldsOf(bytes.subarray(0, 5))]).toThrow(RangeError)
  })
})
