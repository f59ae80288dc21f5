import { Command } from '@oclif/core';
import { writeWhole } from './files.js';

/**
 * What all commands share. A command parses flags, calls the stages in their order, and shows one result; it holds no
 * knowledge of API Gateway.
 */
export abstract class BaseCommand extends Command {
  /** Shows the result: on stdout, or in the file of `-o`. Everything else a command says goes to stderr. */
  protected async show(result: string, output?: string): Promise<void> {
    const content = result.endsWith('\n') ? result : `${result}\n`;
    if (output === undefined) process.stdout.write(content);
    else await writeWhole(output, content);
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
