import { describe, expect, it } from 'vitest';
import type { MappingScope } from '../../../src/gateway/rest/mappings.js';
import { renderTemplate } from '../../../src/gateway/rest/templates.js';
import { plain } from '../../../src/model/index.js';
import { request } from './samples.js';

const sent = request('GET /');
const scope: MappingScope = {
  request: {
    ...{ sent, method: 'GET', path: '/', query: [], requestId: '', extendedRequestId: '', traceId: '' },
    time: new Date(0),
  },
  context: { identity: { user: null } },
  stageVariables: {},
};

const render = (template: string, body: unknown) =>
  renderTemplate(template, scope, typeof body === 'string' ? body : JSON.stringify(body));

/** Sets `$v` to what stands at `$.v` of the body. */
const v = "#set($v = $input.path('$.v'))";

describe('a template prints', () => {
  it.each([
    ['a map as Java does', '$v', { foo: 'bar', n: 1 }, '{foo=bar, n=1}'],
    ['a map the same with toString()', '$v.toString()', { foo: 'bar' }, '{foo=bar}'],
    ['a list out of JSON as JSON', '$v', [{ foo: 'bar' }, 1], '[{"foo":"bar"},1]'],
    ['a list in a map as JSON', '$v', { list: [{ foo: 'bar' }] }, '{list=[{"foo":"bar"}]}'],
    ['a list that a path collects as JSON', "$input.path('$.v[*].id')", [{ id: 1 }, { id: 2 }], '[1,2]'],
    ['a list of its own as Java does', '#set($l = ["a", "b"])$l', null, '[a, b]'],
    ['a list out of parseJson as JSON', '$util.parseJson(\'[1, {"a": 2}]\')', null, '[1,{"a":2}]'],
    ['the keys of a map as Java does', '$v.keySet()', { a: 1, b: 2 }, '[a, b]'],
    ['nothing for null', '[$v][$v.x][$context.identity.user][$!v]', null, '[][][][]'],
    ['text within text', '#set($t = "<$v>")$t', [1], '<[1]>'],
    ['JSON by $input.json', "$input.json('$.v')", { a: [1] }, '{"a":[1]}'],
  ])('%s (RT-VTL-INPUT-PATH-*)', async (_, template, value, text) => {
    expect(await render(`${v}${template}`, { v: value })).toBe(text);
  });
});

describe('a comparison in a template', () => {
  it.each([
    ['$v == ""', null, true],
    ['$v == $null', null, true],
    ['$v.none == ""', { a: 1 }, true],
    ['$v != ""', null, false],
    ['$v == ""', [], false],
    ['$v == $null', [], false],
    ['$v != ""', {}, true],
    ['$v == 0', '', false],
    ['$v == 1', '1', true],
    ['$v == "true"', true, true],
    ['$v == "a"', 'a', true],
    ['$v != "b"', 'a', true],
    ['$v.size() % 2 == 0 && $v[0] == "a"', ['a', 'b'], true],
  ])('%s, where v is %j, is %s (RT-VTL-INPUT-PATH-NULL)', async (condition, value, holds) => {
    expect(await render(`${v}#if(${condition})true#{else}false#end`, { v: value })).toBe(String(holds));
  });
});

describe('a template computes', () => {
  it.each([
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['7.5 / 2', '3.75'],
    ['7 / 0', ''],
    ['7 % 2 + 1', '2'],
  ])('%s = %s', async (sum, result) => {
    expect(await render(`#set($r = ${sum})$r`, {})).toBe(result);
  });
});

describe('a template calls', () => {
  it.each([
    ['$v.isEmpty()', [], 'true'],
    ['$v.isEmpty()', { a: 1 }, 'false'],
    ['$v.contains("b")', ['a', 'b'], 'true'],
    ['$v.contains("c")', ['a', 'b'], 'false'],
    ['$v.containsKey("a")', { a: null }, 'true'],
    ['$v.containsKey("toString")', { a: 1 }, 'false'],
    ['$v.containsValue(1)', { a: 1 }, 'true'],
    ['$v.values()', { a: 1, b: 2 }, '[1, 2]'],
    ['$v.keySet().contains("a")', { a: 1 }, 'true'],
    ['$v.size()', [1, 2], '2'],
  ])('%s of %j: %s', async (call, value, text) => {
    expect(await render(`${v}${call}`, { v: value })).toBe(text);
  });

  it('what nobody has: it is named, not skipped', async () => {
    expect(await render(`${v}$v.stream()`, { v: [1] })).toEqual({
      notSimulated: 'mapping template: method stream in a mapping template',
    });
  });
});

describe('a body that is not JSON', () => {
  it('has no values (RT-VTL-INPUT-JSON)', async () => {
    expect(await render("$input.json('$.a') [$input.path('$.a')] $input.body", 'some raw data')).toBe(
      '"" [] some raw data',
    );
  });

  it('as a whole is not simulated', async () => {
    expect(await render("$input.json('$')", 'some raw data')).toEqual({
      notSimulated: 'mapping template: $input of a body that is not JSON',
    });
  });
});

it('a template that divides its work by index reads every record', async () => {
  const template = `#set($n = $input.path('$.records').size())#set($last = $n - 1)#foreach($i in [0..$last])#set($e = $input.path("$.records[$i]"))$e.id#if($foreach.hasNext),#end#end`;
  expect(await render(template, { records: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })).toBe('a,b,c');
});

describe('what a template engine has still to fill in', () => {
  it.each([
    ['a name that VTL does not know', plain('{"t":"${Table}","a":"${input.path("$.a")}"}'), '{"t":"${Table}","a":"1"}'],
    ['a pseudo parameter', plain('arn:aws:states:${AWS::Region}:x'), 'arn:aws:states:${AWS::Region}:x'],
    ['any name in a function', { text: '${util} $input.path("$.a")', raw: { 'Fn::Sub': '' } }, '${util} 1'],
    ['but not what the template sets', plain('#set($t = "pets")${t}'), 'pets'],
  ])('stays as it is written: %s', async (_, template, text) => {
    expect(await renderTemplate(template, scope, '{"a":1}')).toBe(text);
  });
});
