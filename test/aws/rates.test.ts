import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCaller, type Wait } from '../../src/aws/caller.js';
import { Pacer, rates } from '../../src/aws/rates.js';
import { awsRates } from '../../src/local-aws/server-rates.js';
import { virtualClock } from './virtual-clock.js';

/** An error as the SDK throws it. */
function answered(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
}

const throttled = answered('TooManyRequestsException', 429);

describe('calls of API Gateway', () => {
  it('never come faster than AWS takes them, however they are bunched', async () => {
    const groups = fc.array(fc.record({ calls: fc.integer({ min: 1, max: 60 }), pause: fc.nat(20_000) }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(groups, async (bunches) => {
        const clock = virtualClock();
        const [pacer, faults] = [new Pacer(rates.apigateway, clock), awsRates(clock.millis)];
        let number = 0;
        const send = async () => faults({ name: 'GetStages', number: ++number });
        for (const { calls, pause } of bunches) {
          const answers = await Promise.all(Array.from({ length: calls }, () => pacer.run(send)));
          expect(answers.filter((fault) => fault !== undefined)).toEqual([]);
          await clock.sleep(pause);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('use nine tenths of the rate on the long run', async () => {
    const clock = virtualClock();
    const pacer = new Pacer(rates.apigateway, clock);
    await Promise.all(Array.from({ length: 910 }, () => pacer.run(async () => undefined)));
    expect(clock.millis()).toBeCloseTo(100_000, -3);
  });

  it('are under way eight at a time', async () => {
    const pacer = new Pacer({ perSecond: 1000, burst: 1000 }, virtualClock());
    let [underWay, most] = [0, 0];
    const send = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay--;
    };
    await Promise.all(Array.from({ length: 50 }, () => pacer.run(send)));
    expect([most, underWay]).toEqual([8, 0]);
  });
});

describe('a call that fails', () => {
  /** Fails some times with the error, then answers. */
  async function called(error: Error, times: number) {
    const waits: Wait[] = [];
    let tries = 0;
    const call = openCaller({ clock: virtualClock(), random: () => 1, onWait: (wait) => waits.push(wait) });
    const send = async () => {
      tries++;
      if (tries <= times) throw error;
      return 'done';
    };
    const outcome = await call('apigateway', send).catch((failure: unknown) => failure);
    return { outcome, tries, waits: waits.map(({ millis }) => millis) };
  }

  it('for the rate is made again after longer and longer waits', async () => {
    const { outcome, waits } = await called(throttled, 7);
    expect(outcome).toBe('done');
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000]);
  });

  it.each([
    ['for the rate, at most eight times', throttled, 8],
    ['for AWS, at most five times', answered('InternalFailure', 500), 5],
    ['for the connection, at most five times', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 5],
    ['for a permission, once', answered('AccessDeniedException', 403), 1],
    ['for what is not there, once', answered('NotFoundException', 404), 1],
    ['for a bug of ours, once', new TypeError('x is undefined'), 1],
  ])('%s', async (_, error, times) => {
    const { outcome, tries } = await called(error, 100);
    expect([outcome, tries]).toEqual([error, times]);
  });

  it('waits by chance between half and the whole', async () => {
    const waits: number[] = [];
    const call = openCaller({ clock: virtualClock(), random: () => 0, onWait: ({ millis }) => waits.push(millis) });
    let tries = 0;
    await call('lambda', async () => {
      if (++tries === 1) throw throttled;
    });
    expect(waits).toEqual([250]);
  });
});
