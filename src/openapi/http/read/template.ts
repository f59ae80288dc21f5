import type { Templated } from '../../../model/index.js';

/** Placeholders that API Gateway fills in itself: at import (IM-VARS), per stage, or per request (PV-HDR, PV-MIX). */
const ownPlaceholders =
  /\$\{(?:AWS::(?:AccountId|Partition|Region)|(?:stageVariables|request|response|context)\b[^}]*)\}/g;

const engines: { name: string; signs: RegExp }[] = [
  { name: 'CloudFormation or SAM', signs: /\$\{AWS::/ },
  { name: 'Terraform', signs: /\$\{(?:var|local|data|module|each|count|path|terraform|aws_\w+)\./ },
  { name: 'the Serverless Framework', signs: /\$\{(?:self|opt|env|file|ssm|cf|sls|param)[:(]/ },
  { name: 'Terraform or CloudFormation (Fn::Sub)', signs: /\$\{/ },
  { name: 'its template engine', signs: /\{\{|<<|::[A-Za-z_]+::/ },
];

/** @returns the template engine that has still to fill in this value, or undefined when none has. */
export function engineOf(value: Templated): string | undefined {
  if (typeof value.raw === 'object') return 'CloudFormation or SAM';
  const rest = value.text.replaceAll(ownPlaceholders, '');
  return engines.find(({ signs }) => signs.test(rest))?.name;
}
