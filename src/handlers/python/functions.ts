import type { Code, Parameter } from '../code.js';
import { nodesIn, type PythonNode, textIn } from './nodes.js';

/** @returns a function or a lambda; `self` and `cls` are no parameters */
export function functionCode(part: PythonNode, codeOf: (part: PythonNode) => Code): Code {
  const parts = nodesIn(part);
  const list = parts.find(({ node }) => node.name === 'ParamList');
  const span = { from: part.node.from, to: part.node.to };
  const params = list ? parametersIn(list) : [];
  const name = parts.find(({ node }) => node.name === 'VariableName');
  const body = parts.find(({ node }) => node.name === 'Body');
  const last = parts.at(-1);
  if (body) return { ...span, kind: 'function', name: name && textIn(name), params, body: nodesIn(body).map(codeOf) };
  const returned: Code[] = last ? [{ ...span, kind: 'return', value: codeOf(last) }] : [];
  return { ...span, kind: 'function', name: undefined, params, body: returned };
}

function parametersIn(list: PythonNode): Parameter[] {
  const params: Parameter[] = [];
  let isDefault = false;
  for (const part of nodesIn(list)) {
    const { name, from, to } = part.node;
    if (name === ',') isDefault = false;
    else if (name === 'AssignOp') isDefault = true;
    else if (name === 'TypeDef') {
      const last = params.at(-1);
      if (last) last.type = textIn(part).replace(/^:\s*/, '');
    } else if ((name === 'VariableName' || name === 'self') && !isDefault) {
      params.push({ target: { from, to, kind: 'name', name: textIn(part) }, type: '' });
    }
  }
  const [first, ...others] = params;
  const isBound = first?.target.kind === 'name' && /^(?:self|cls)$/.test(first.target.name);
  return isBound ? others : params;
}
