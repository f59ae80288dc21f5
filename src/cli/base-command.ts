import { Command } from '@oclif/core';
import { readInput, refuseOverwrite, writeWhole } from './files.js';
import { namedPart } from './input-name.js';

/**
 * What all commands share. A command parses flags, calls the stages in their order, and shows one result; it holds no
 * knowledge of API Gateway.
 */
export abstract class BaseCommand extends Command {
  /** Files that were read, which no result may overwrite. */
  private readonly inputs: string[] = [];

  /** Reads a file that the user named, or a part of one as `FILE#PART`, see `readInput`. */
  protected async read(input: string, wanted?: string): Promise<{ file: string; text: string; part?: string }> {
    const { file, part } = await namedPart(input);
    this.inputs.push(file);
    return { ...(await readInput(file, wanted)), ...(part !== undefined && { part }) };
  }

  /** Shows the result: on stdout, or in the file of `-o`. Everything else a command says goes to stderr. */
  protected async show(result: string, output?: string): Promise<void> {
    const content = result.endsWith('\n') ? result : `${result}\n`;
    if (output === undefined) {
      process.stdout.write(content);
      return;
    }
    await refuseOverwrite(output, this.inputs);
    await writeWhole(output, content);
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
