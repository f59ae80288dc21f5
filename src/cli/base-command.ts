import { Command } from '@oclif/core';
import type { SourceText } from '../openapi/document.js';
import { readNamed } from './bundle.js';
import { readInput, refuseOverwrite, writeWhole } from './files.js';

/**
 * What all commands share. A command parses flags, calls the stages in their order, and shows one result; it holds no
 * knowledge of API Gateway.
 */
export abstract class BaseCommand extends Command {
  /** Files that were read, which no result may overwrite. */
  private readonly inputs: string[] = [];

  /** Reads a file that the user named, see `readInput`. */
  protected async read(input: string, wanted?: string): Promise<{ file: string; text: string }> {
    this.inputs.push(input);
    return readInput(input, wanted);
  }

  /** Reads a definition that the user named: a file, a part of one as `FILE#PART`, or a bundle folder. */
  protected async definition(input: string): Promise<SourceText> {
    const source = await readNamed(input);
    this.inputs.push(source.file, ...(source.settings ? [source.settings.file] : []));
    return source;
  }

  /**
   * Shows the result: on stdout, or in the file of `-o`. Everything else a command says goes to stderr. What comes in
   * pieces is never held as a whole, and ends with a line break by itself.
   */
  protected async show(result: string | Iterable<string>, output?: string): Promise<void> {
    const pieces = typeof result !== 'string' ? result : [result.endsWith('\n') ? result : `${result}\n`];
    if (output === undefined) {
      for (const piece of pieces) await written(piece);
      return;
    }
    await refuseOverwrite(output, this.inputs);
    await writeWhole(output, pieces);
  }

  /** Columns for text: those of the terminal, between what is readable and what is too far to read. */
  protected get width(): number {
    return Math.min(Math.max(process.stdout.columns ?? 100, 60), 120);
  }

  /** Says something beside the result. */
  protected say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Failures are told in one place, `cli/main.ts`. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }
}

/** Waits until a slow reader has taken the piece; that a reader is gone is heard elsewhere. */
function written(piece: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(piece, () => resolve());
  });
}
