import { type LogFormat, textFormat } from './log-format.js';

/**
 * The formats that API Gateway's console offers, without the ids at their end; stages of HTTP APIs have the route key in
 * the place of the resource, two words where that is one: so their formats fit less, and are tried first.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const knownFormats: readonly LogFormat[] = [
  ...formatsWith('routeKey', ' of an HTTP API'),
  ...formatsWith('resourcePath', ''),
];

function formatsWith(route: 'routeKey' | 'resourcePath', of: string): LogFormat[] {
  const who = ['identity.sourceIp', 'identity.caller', 'identity.user'];
  const all = [...who, 'requestTime', 'httpMethod', route, 'protocol', 'status', 'responseLength'];
  const elements = [...who, 'requestTime', 'httpMethod', route, 'status', 'protocol', 'responseLength'];
  return [
    textFormat(
      `${who.map(variable).join(' ')} [$context.requestTime] "$context.httpMethod $context.${route} $context.protocol" $context.status $context.responseLength`,
      `CLF${of}`,
      '',
    ),
    textFormat(all.map(variable).join(','), `CSV${of}`, ''),
    textFormat(`<request id="$context.requestId"> ${elements.map(element).join(' ')}`, `XML${of}`, ''),
  ];
}

function variable(name: string): string {
  return `$context.${name}`;
}

function element(name: string): string {
  const tag = name === 'identity.sourceIp' ? 'ip' : name.replace('identity.', '');
  return `<${tag}>${variable(name)}</${tag}>`;
}
