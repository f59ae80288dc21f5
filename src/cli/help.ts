import { CommandHelp, Help } from '@oclif/core';

/** Shows the examples before the reference: most people look for a line to copy. */
class ExamplesFirst extends CommandHelp {
  protected override sections() {
    const sections = super.sections();
    const isExamples = ({ header }: { header: string }) => header === 'EXAMPLES';
    return [...sections.filter(isExamples), ...sections.filter((section) => !isExamples(section))];
  }
}

/** The help of all commands (`oclif.helpClass` in package.json). */
export default class MigrateHelp extends Help {
  protected override CommandHelpClass = ExamplesFirst;

  override formatRoot(): string {
    return [rootExamples(this.config.bin), super.formatRoot()].join('\n\n');
  }
}

function rootExamples(bin: string): string {
  return `Move an Amazon API Gateway REST API to an HTTP API, and see what changes before cutover.

EXAMPLES
  $ ${bin} export a1b2c3d4e5 -o shop                  a REST API, read from AWS into a bundle
  $ ${bin} analyze rest-api.yaml                      can it move, and what becomes of it?
  $ ${bin} convert rest-api.yaml -o http-api.yaml     the HTTP API, ready for import
  $ ${bin} import http-api.yaml --dry-run             what would be made in AWS
  $ ${bin} simulate rest-api.yaml --kind both         both APIs on local ports
  $ ${bin} diff rest-api.yaml http-api.yaml           the same requests through both
  $ ${bin} cost rest-api.yaml --requests 100M --region us-east-1
  $ ${bin} explain access/api-key                     what a rule means, and what to do`;
}
