import type { Templated } from '../model/index.js';

/** What a uri tells of the function that it names (FE-INT-LURI). */
interface NamedFunction {
  /** Region of the Lambda service that is called; absent in a bare function ARN. */
  calledIn: string | undefined;
  region: string | undefined;
  /** Alias or version. */
  qualifier: string | undefined;
}

const part = String.raw`(?:\$\{[^}]*\}|[^:])`;
const pathArn = new RegExp(`^arn:${part}+:apigateway:(${part}+):lambda:path/.*?/functions/`);
const functionArn = new RegExp(`arn:${part}+:lambda:(${part}*):${part}*:function:${part}+?(?::(${part}+?))?(?:/|$)`);

function namedFunction({ text }: Templated): NamedFunction {
  const [, region, qualifier] = functionArn.exec(text) ?? [];
  return { calledIn: pathArn.exec(text)?.[1], region, qualifier };
}

/** @returns the two regions where a uri names Lambda in one and a function in the other; undefined where it does not tell */
export function differingRegions(uri: Templated): { calledIn: string; region: string } | undefined {
  const { calledIn, region } = namedFunction(uri);
  const isHidden = calledIn === undefined || region === undefined || /[${<]/.test(calledIn + region);
  return isHidden || calledIn === region ? undefined : { calledIn, region };
}

/**
 * Says which functions have to let the new API in, where a permission on the function itself is not it: import grants
 * nothing (LP-ALIAS, LP-OLD).
 *
 * @returns a sentence with a space before it, or nothing
 */
export function permissionSentence(uri: Templated): string {
  if (uri.text.includes('${stageVariables.')) {
    return ' A stage variable chooses the function: the stage needs it, and each function that it may name needs a permission for the new API.';
  }
  const { qualifier } = namedFunction(uri);
  return qualifier === undefined ? '' : ` The permission for the new API belongs to ${qualifier}, not to the function.`;
}
