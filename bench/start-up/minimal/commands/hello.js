import { Command } from '@oclif/core';

export default class Hello extends Command {
  async run() {
    await this.parse(Hello);
    this.log('hello');
  }
}
