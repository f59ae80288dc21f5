import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/gateway/gateway.js';
import { lightened } from '../../../src/gateway/simulation/lightened.js';
import { openRecording } from '../../../src/gateway/simulation/recorded.js';

const exchange = (bytes: number): Exchange => ({
  request: { method: 'POST', rawPath: '/', rawQuery: '', headers: [], sourceIp: '', body: Buffer.alloc(bytes, 'a') },
  authorization: { kind: 'open' },
  calls: [{ kind: 'lambda', purpose: 'integration', functionName: 'f', event: { body: 'b'.repeat(bytes) } }],
  response: { status: 200, headers: [], body: new Uint8Array() },
  unsupported: [],
});

const one = (bytes: number) => ({
  kind: 'rest' as const,
  at: 0,
  millis: 1,
  identityNames: [],
  exchange: exchange(bytes),
});

describe('a recording', () => {
  it('keeps the newest, so many and so large at most, newest first, each under its number', () => {
    const size = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.array(size),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 40, max: 120 }),
        (sizes, exchanges, bytes) => {
          const recording = openRecording({ exchanges, bytes, bytesEach: 40 });
          for (const length of sizes) recording.add(one(length));
          const kept = recording.all();
          const ids = kept.map(({ id }) => id);
          expect(ids).toEqual(ids.map((_, index) => sizes.length - index));
          expect(kept.length).toBeLessThanOrEqual(exchanges);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(sizes.length, 1));
          for (const id of ids) expect(recording.find(id)?.id).toBe(id);
          for (const id of [0, sizes.length + 1, (ids.at(-1) ?? 0) - 1]) expect(recording.find(id)).toBeUndefined();
          const whole = kept
            .filter(({ isCut }) => !isCut)
            .map(({ exchange: { request } }) => request.body?.length ?? 0);
          expect(whole.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(Math.max(bytes, 40));
        },
      ),
    );
  });

  it('keeps a short exchange as it is, by reference', () => {
    const short = one(10);
    const kept = openRecording().add(short);
    expect([kept.exchange === short.exchange, kept.isCut]).toEqual([true, false]);
  });

  it('keeps the start of a long one, and says how much more there was', () => {
    const kept = openRecording().add(one(300_000));
    expect(kept.isCut).toBe(true);
    const [call] = kept.exchange.calls;
    expect(Buffer.from(kept.exchange.request.body ?? '').toString()).toMatch(/^a{16384}… \(283616 more bytes\)$/);
    expect(call?.kind === 'lambda' && call.event).toEqual({
      body: expect.stringMatching(/^b{16384}… \(283616 more characters\)$/),
    });
  });

  it('counts long bytes that are no text, and leaves out a character that the cut goes through', () => {
    const bytes = Buffer.alloc(20_000, 0xff);
    const text = Buffer.from(`a${'ä'.repeat(10_000)}`);
    const light = lightened({
      ...exchange(0),
      request: { ...exchange(0).request, body: bytes },
      response: { status: 200, headers: [], body: text },
    });
    expect(Buffer.from(light.request.body ?? '').toString()).toBe('(20000 bytes that are no text)');
    expect(Buffer.from(light.response.body).toString()).toMatch(/^aä{8191}… \(\d+ more bytes\)$/);
  });
});
