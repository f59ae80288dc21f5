import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openLines } from '../../src/cli/lines.js';

it('writes the lines of one turn of the event loop together, in order, and later ones later', async () => {
  const stream = { write: vi.fn() };
  const line = openLines(stream);
  line('one');
  line('two');
  expect(stream.write).not.toHaveBeenCalled();
  await setImmediate();
  line('three');
  await setImmediate();
  expect(stream.write.mock.calls).toEqual([['one\ntwo\n'], ['three\n']]);
});
