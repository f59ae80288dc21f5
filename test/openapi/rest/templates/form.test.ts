import { describe, expect, it } from 'vitest';
import { plain, type Templated, type TemplatePiece } from '../../../../src/model/index.js';
import { formOf } from '../../../../src/openapi/rest/templates/form.js';

/** Shows pieces the way they are read: values in angle brackets, encodings around them. */
function shown(pieces: TemplatePiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const { source, encodings } = piece;
      const name = 'path' in source ? source.path : 'name' in source ? source.name : '';
      const place = source.kind === 'parameter' && source.place ? `${source.place} ` : '';
      return encodings.reduce(
        (inner, encoding) => `${encoding}(${inner})`,
        `<${`${source.kind} ${place}${name}`.trim()}>`,
      );
    })
    .join('');
}

function read(template: string | Templated): string {
  const form = formOf(typeof template === 'string' ? plain(template) : template);
  if ('reason' in form) return `${form.kind}: ${form.reason}`;
  const overrides = form.overrides.map(({ target, pieces }) => `[${target}=${shown(pieces)}]`).join('');
  return `${form.kind}: ${shown(form.pieces)}${overrides}`;
}

describe('a mapping template is', () => {
  it.each([
    ['empty where nothing is printed', ' ## a comment\n', 'empty:  '],
    ['static without any value', '{"statusCode": 200}', 'static: {"statusCode": 200}'],
    ['static where a value is only set', "#set($a = $input.path('$')){}", 'static: {}'],
    ['a pass-through of the body as JSON', "$input.json('$')", 'pass-through: <body-json $>'],
    ['a pass-through of the body as text', ' $input.body ', 'pass-through:  <body> '],
    ['no pass-through where a map is printed as Java does', "$input.path('$')", 'simple: <body-path $>'],
    ['no pass-through of a part', "$input.json('$.a')", 'simple: <body-json $.a>'],
    ['simple with values in text', '{"id": "$context.requestId"}', 'simple: {"id": "<context requestId>"}'],
    ['unreadable where it is no VTL', '#if ($a in $b) x #end', 'unreadable: it is no VTL that can be parsed'],
    ['logic where it decides', '#if($a)x#end', 'logic: uses #if'],
    ['logic where it loops', "#foreach($e in $input.path('$'))$e#end", 'logic: uses #foreach'],
    ['logic where it calls', '$util.parseJson($input.body)', 'logic: calls $util.parseJson()'],
    ['logic where it counts', '#set($n = 1 + 1)$n', 'logic: adds values'],
    ['logic where a name is computed', '$input.params($context.stage)', 'logic: computes the name of what it reads'],
    ['logic where nothing sets a variable', '$elem.data', 'logic: uses $elem, which it does not set'],
    ['logic where a map is printed', '$input.params()', 'logic: prints a whole map of values'],
    ['logic where it writes into a map', '#set($a = "x")#set($a.b = "c")', 'logic: writes into $a'],
  ])('%s', (_, template, form) => {
    expect(read(template)).toBe(form);
  });
});

describe('values of a template', () => {
  it.each([
    ["$input.params('id')", 'simple: <parameter id>'],
    ['$input.params().path.id', 'simple: <parameter path id>'],
    ["$input.params().querystring.get('q')", 'simple: <parameter querystring q>'],
    ["#set($p = $input.params())$p.header.get('X-A')", 'simple: <parameter header X-A>'],
    ["#set($root = $input.path('$'))$root.Item.id.S", 'simple: <body-path $.Item.id.S>'],
    ["#set($root = $input.path('$.a'))$root[0].b", 'simple: <body-path $.a[0].b>'],
    ["$stageVariables.table ${stageVariables['x']}", 'simple: <stageVariable table> <stageVariable x>'],
    ['$!context.identity.sourceIp', 'simple: <context identity.sourceIp>'],
    ["$util.escapeJavaScript($input.json('$'))", 'simple: javascript(<body-json $>)'],
    ['$util.urlEncode($util.escapeJavaScript($input.body))', 'simple: url(javascript(<body>))'],
    ['$util.base64Encode($input.body)', 'simple: base64(<body>)'],
    ['$util.base64Encode("a$context.stage")', 'logic: encodes several values together'],
    [`#set($d = $util.escapeJavaScript($input.body))$d.replaceAll("\\\\'","'")`, 'simple: javascript(<body>)'],
    ["#set($d = $util.escapeJavaScript($input.body))$d.replaceAll('a','b')", 'logic: calls .replaceAll()'],
    [`#set($id = "config-$input.params('e')")$id`, 'simple: config-<parameter e>'],
    ["#set($x = '{\"data\": ' + $input.json('$') + '}')$x", 'simple: {"data": <body-json $>}'],
    [
      '#set($x = \'{"a": "\' + $input.body + \'"}\')$util.escapeJavaScript($x)',
      'simple: {\\"a\\": \\"javascript(<body>)\\"}',
    ],
  ])('%s', (template, form) => {
    expect(read(template)).toBe(form);
  });

  it('may set headers of the request beside the body', () => {
    const template = `#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")$input.body`;
    expect(read(template)).toBe('simple: <body>[requestOverride.header.X-Amz-Target=AWSEvents.PutEvents]');
  });
});

describe('placeholders of a template engine in a mapping template', () => {
  it('are text where CloudFormation fills them in', () => {
    const text = '{"arn": "${Machine}", "input": "$input.body"}';
    expect(read({ text, raw: { 'Fn::Sub': text } })).toBe('simple: {"arn": "${Machine}", "input": "<body>"}');
  });

  it('are references of VTL where CloudFormation is told to leave them', () => {
    const text = '${!context.stage} of ${AWS::Region}';
    expect(read({ text, raw: { 'Fn::Sub': text } })).toBe('simple: <context stage> of ${AWS::Region}');
  });

  it('are told from references of VTL by name in plain text', () => {
    expect(read('#set($a = "x")${a} ${context.stage} ${state_machine_arn}')).toBe(
      'simple: x <context stage> ${state_machine_arn}',
    );
  });

  it('hide a template that is a function whose text nobody knows', () => {
    expect(read({ text: '${Fn::If}', raw: { 'Fn::If': [] } })).toBe('unreadable: a function hides its text');
  });
});
