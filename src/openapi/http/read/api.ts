import { type HttpApi, isObject } from '../../../model/index.js';
import { findBasePath } from '../../base-path.js';
import { lengths, quotas } from '../limits.js';
import { readCors } from './cors.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';

/** @returns what the document says about the API as a whole: name, description, version, CORS, endpoint (NM-*, XT-CORS, XT-EPCFG). */
export function readApi(reading: Reading): Omit<HttpApi, 'authorizers' | 'routes'> {
  const { root } = reading;
  const description = reading.limited(root.child('info').child('description'), lengths.description);
  const version = readVersion(reading);
  const cors = readCors(reading);
  const disableExecuteApiEndpoint = readEndpoint(reading);
  tellBasePath(reading);
  tellTags(reading);
  return {
    name: readName(reading),
    ...(description && { description }),
    ...(version && { version }),
    ...(cors && { cors }),
    ...(disableExecuteApiEndpoint !== undefined && { disableExecuteApiEndpoint }),
  };
}

function readName(reading: Reading): HttpApi['name'] {
  const title = reading.root.child('info').child('title');
  const name = reading.limited(title, lengths.title);
  if (name === undefined) {
    reading.messages.refuse(title.at, 'NM-TITLE', 'info.title is missing; it names the API.');
  }
  return name ?? { text: '', raw: '' };
}

function readVersion(reading: Reading): HttpApi['version'] {
  const node = reading.root.child('info').child('version');
  const version = reading.limited(node, lengths.version);
  if (typeof node.value === 'number') {
    const text = `info.version is a number, read as ${node.value}; put it in quotes so that it stays as written.`;
    reading.messages.tell(node.at, 'NM-VER', text);
  }
  return version;
}

/** In OpenAPI 3.0 the endpoint configuration sits inside the Server objects; the first one that has it counts. */
function readEndpoint(reading: Reading): boolean | undefined {
  const configuration = servers(reading)
    .map((server) => server.child('x-amazon-apigateway-endpoint-configuration'))
    .find((node) => node.exists);
  if (configuration === undefined) return undefined;
  const addressType = configuration.child('ipAddressType');
  if (addressType.exists) {
    const text = 'ImportApi also sets the IP address type, which this dry run does not show.';
    reading.messages.tell(addressType.at, 'XT-EPCFG', text);
  }
  for (const [key, node] of configuration.entries()) {
    if (key !== 'ipAddressType' && key !== 'disableExecuteApiEndpoint') {
      reading.messages.unverified(node.at, 'XT-EPCFG', `HTTP APIs have no endpoint setting "${key}".`);
    }
  }
  return reading.flag(configuration.child('disableExecuteApiEndpoint'));
}

function servers(reading: Reading): Node[] {
  return reading.root.child('servers').items();
}

/** ImportApi's own default is `basepath=ignore`, so the routes do not get it (BP-*). */
function tellBasePath(reading: Reading): void {
  const found = isObject(reading.root.value) ? findBasePath(reading.root.value) : undefined;
  if (found === undefined || found.path === '' || found.path === '/') return;
  const text = `The base path ${found.path} is not put before the routes (ImportApi's default, basepath=ignore).`;
  reading.messages.tell(found.at, 'BP-IGNORE', text);
}

function tellTags(reading: Reading): void {
  const { messages, root } = reading;
  const tags = root.child('tags').items();
  const names = tags.map((tag) => String(tag.child('name').value));
  if (names.length === 0) return;
  const text = `The tags of the document become AWS tags of the API: ${names.join(', ')}.`;
  messages.tell(root.child('tags').at, 'XT-TAG', text);
  if (names.length > quotas.tags) {
    messages.refuse(root.child('tags').at, 'Q-TAGS', `There are ${names.length} tags, and ${quotas.tags} are allowed.`);
  }
}
