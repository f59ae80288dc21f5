import { afterEach, expect, it, vi } from 'vitest';
import { choose } from '../../src/cli/picker.js';

const select = vi.hoisted(() => vi.fn());
vi.mock('@inquirer/prompts', () => ({ select }));

const wasTty = [process.stdin.isTTY, process.stderr.isTTY];
afterEach(() => {
  [process.stdin.isTTY, process.stderr.isTTY] = wasTty.map(Boolean) as [boolean, boolean];
  select.mockReset();
});

function onTerminal(): void {
  process.stdin.isTTY = true;
  process.stderr.isTTY = true;
}

const choices = [{ value: 'a', name: 'first' }];

it('people choose on a terminal, and the question stands on stderr', async () => {
  onTerminal();
  select.mockResolvedValue('a');
  expect(await choose('Which?', choices)).toBe('a');
  expect(select).toHaveBeenCalledWith(expect.objectContaining({ message: 'Which?', choices }), {
    output: process.stderr,
  });
});

it('nobody is asked where there is no terminal', async () => {
  onTerminal();
  process.stdin.isTTY = false;
  expect(await choose('Which?', choices)).toBeUndefined();
  expect(select).not.toHaveBeenCalled();
});

it('who chooses nothing is told so', async () => {
  onTerminal();
  select.mockRejectedValue(Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' }));
  await expect(choose('Which?', choices)).rejects.toMatchObject({ kind: 'usage', message: 'Nothing was chosen.' });
});
