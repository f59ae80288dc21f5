import type { Code, Span, Target } from '../code.js';
import { functionCode } from './functions.js';
import { importCode } from './imports.js';
import { itemsIn, literalText, nodesIn, type PythonNode, textIn } from './nodes.js';

/** @returns what a part of Python says */
export function codeOf(part: PythonNode): Code {
  const span = spanOf(part);
  switch (part.node.name) {
    case 'VariableName':
    case 'self':
      return { ...span, kind: 'name', name: textIn(part) };
    case 'String':
      return { ...span, kind: 'text', text: literalText(part) };
    case 'None':
      return { ...span, kind: 'null' };
    case 'MemberExpression':
      return memberCode(part, span);
    case 'CallExpression':
      return callCode(part, span);
    case 'FunctionDefinition':
    case 'LambdaExpression':
      return functionCode(part, codeOf);
    case 'DictionaryExpression':
      return mapCode(part, span);
    case 'ReturnStatement':
      return valueCode(part, span, 'return');
    case 'RaiseStatement':
      return valueCode(part, span, 'throw');
    case 'AssignStatement':
      return assignmentCode(part, span);
    case 'NamedExpression':
      return setCode(itemsIn(part)[0], nodesIn(part).at(-1), span);
    case 'ImportStatement':
      return importCode(part);
    case 'BinaryExpression':
      return binaryCode(part, span);
    case 'ConditionalExpression':
      return conditionalCode(part, span);
    case 'ParenthesizedExpression':
    case 'AwaitExpression': {
      const inner = itemsIn(part).filter(({ node }) => node.name !== 'await');
      const [only] = inner;
      return only && inner.length === 1 ? codeOf(only) : inOrder(part, span);
    }
    default:
      return inOrder(part, span);
  }
}

/** `event["path"]` raises where there is none. */
function memberCode(part: PythonNode, span: Span): Code {
  const [of, sign, key] = nodesIn(part);
  if (!of || !sign || !key) return inOrder(part, span);
  if (sign.node.name === '[') return { ...span, kind: 'member', of: codeOf(of), key: codeOf(key), demands: true };
  const name: Code = { ...spanOf(key), kind: 'text', text: textIn(key) };
  return { ...span, kind: 'member', of: codeOf(of), key: name, demands: false };
}

/** `x.get("a", b)` is `x["a"]`, or `b`. */
function callCode(part: PythonNode, span: Span): Code {
  const [called, list] = nodesIn(part);
  if (!called || !list) return inOrder(part, span);
  const args = argumentsIn(list).map(codeOf);
  const [of, , name] = nodesIn(called);
  const [key, ...others] = args;
  const isGet = called.node.name === 'MemberExpression' && name && textIn(name) === 'get';
  if (!isGet || !of || !key || (key.kind !== 'text' && key.kind !== 'name')) {
    return { ...span, kind: 'call', callee: codeOf(called), args };
  }
  const member: Code = { ...span, kind: 'member', of: codeOf(of), key, demands: false };
  return others.length === 0 ? member : { ...span, kind: 'choice', asked: [], values: [member, ...others] };
}

/** Of `name=value`, the value. */
function argumentsIn(list: PythonNode): PythonNode[] {
  const items = itemsIn(list);
  return items.filter(({ node }, index) => node.name !== 'AssignOp' && items[index + 1]?.node.name !== 'AssignOp');
}

function mapCode(part: PythonNode, span: Span): Code {
  const entries: { key: string; value: Code }[] = [];
  const rest: Code[] = [];
  let key: PythonNode | undefined;
  let isSpread = false;
  for (const item of nodesIn(part)) {
    const { name } = item.node;
    if (/^(?:[{}:]|Comment)$/.test(name)) continue;
    if (name === ',') key = undefined;
    else if (name === '**') isSpread = true;
    else if (isSpread) {
      rest.push(codeOf(item));
      isSpread = false;
    } else if (key === undefined) key = item;
    else entries.push({ key: key.node.name === 'String' ? literalText(key) : '', value: codeOf(item) });
  }
  return { ...span, kind: 'map', entries, rest };
}

function valueCode(part: PythonNode, span: Span, kind: 'return' | 'throw'): Code {
  const [, value] = nodesIn(part);
  return value ? { ...span, kind, value: codeOf(value) } : inOrder(part, span);
}

/** Of `a = b = x` and `a, b = x, y` as well, one name for one value where the numbers agree. */
function assignmentCode(part: PythonNode, span: Span): Code {
  const sides: PythonNode[][] = [[]];
  for (const item of nodesIn(part)) {
    if (item.node.name === 'AssignOp') sides.push([]);
    else if (item.node.name !== ',' && item.node.name !== 'TypeDef') sides.at(-1)?.push(item);
  }
  const values = sides.pop() ?? [];
  const parts = sides.flatMap((targets) =>
    targets.length === values.length
      ? targets.map((target, index) => setCode(target, values[index], span))
      : values.map(codeOf),
  );
  return { ...span, kind: 'statement', parts };
}

function setCode(left: PythonNode | undefined, right: PythonNode | undefined, span: Span): Code {
  if (!left || !right) return { ...span, kind: 'other', parts: [] };
  if (left.node.name !== 'VariableName') return { ...span, kind: 'other', parts: [codeOf(left), codeOf(right)] };
  const target: Target = { ...spanOf(left), kind: 'name', name: textIn(left) };
  return { ...span, kind: 'set', target, value: codeOf(right), declares: true };
}

function binaryCode(part: PythonNode, span: Span): Code {
  const [left, sign, ...others] = nodesIn(part);
  const right = others.at(-1);
  if (!left || !sign || !right) return inOrder(part, span);
  const sides = [codeOf(left), codeOf(right)];
  const operator = sign.node.name === 'CompareOp' ? textIn(sign) : sign.node.name;
  if (operator === 'or') return { ...span, kind: 'choice', asked: [], values: sides };
  if (operator === 'is' || operator === '==' || operator === '!=') {
    return { ...span, kind: 'compare', sides, isExact: operator === 'is' };
  }
  return { ...span, kind: 'other', parts: sides };
}

function conditionalCode(part: PythonNode, span: Span): Code {
  const [value, , test, , other] = nodesIn(part);
  if (!value || !test || !other) return inOrder(part, span);
  return { ...span, kind: 'choice', asked: [codeOf(test)], values: [codeOf(value), codeOf(other)] };
}

function inOrder(part: PythonNode, span: Span): Code {
  const kind = part.node.name.endsWith('Statement') && part.node.name !== 'DecoratedStatement' ? 'statement' : 'other';
  return { ...span, kind, parts: nodesIn(part).map(codeOf) };
}

function spanOf({ node }: PythonNode): Span {
  return { from: node.from, to: node.to };
}
