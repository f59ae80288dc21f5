import { describe, expect, it } from 'vitest';
import { readBackendUrl } from '../../src/model/index.js';

describe('the address of a backend', () => {
  it.each<[uri: string, address: string | undefined, what: string]>([
    ['http://nlb.example.com:8080/a/{id}', 'http://nlb.example.com:8080', 'scheme, host and port'],
    ['HTTPS://NLB.Example.com:443/a', 'https://nlb.example.com', 'in lower case, without the usual port'],
    ['http://nlb.example.com:443/a', 'http://nlb.example.com:443', 'with the usual port of another scheme'],
    ['http://${stageVariables.Host}:8080/${stageVariables.path}/a', 'http://${stageVariables.Host}:8080', 'a variable'],
    ['http://${stageVariables.Env}.Example.com/a', 'http://${stageVariables.Env}.example.com', 'a part by variable'],
    ['http://nlb.example.com:${Port}/a', 'http://nlb.example.com:${Port}', 'a port by placeholder'],
    ['${stageVariables.url}/a', '${stageVariables.url}', 'a placeholder with the scheme in it'],
    ['{{ url }}/a', '{{ url }}', 'a placeholder for the whole address'],
    ['http://[::1]:8080/a', 'http://[::1]:8080', 'an IPv6 host'],
    ['nlb.example.com/a', undefined, 'no scheme'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:f', undefined, 'an ARN'],
    ['http://user:word@nlb.example.com/a', undefined, 'a user and password'],
    ['http://{host}.example.com/a', undefined, 'a path variable in the host'],
    ['', undefined, 'nothing'],
  ])('%s is %s (%s)', (uri, address) => {
    expect(readBackendUrl(uri)?.address).toBe(address);
  });

  it.each([
    ['http://${stageVariables.host}/a', true],
    ['${url}', true],
    ['http://nlb.${domain}', true],
    ['http://${stageVariables.host}:8080/a', false],
    ['http://${name}.example.com/a', false],
  ])('%s: whether it may hold more than host and port: %s', (uri, isOpen) => {
    expect(readBackendUrl(uri)?.isOpen).toBe(isOpen);
  });

  it.each([
    ['http://h', '', '', '80'],
    ['https://h/', '/', '', '443'],
    ['http://h:81/a?b=c&d', '/a', 'b=c&d', '81'],
    ['https://${h}?b', '', 'b', undefined],
  ])('%s has path %j, query %j and port %s', (uri, path, query, port) => {
    expect(readBackendUrl(uri)).toMatchObject({ path, query });
    expect(readBackendUrl(uri)?.port).toBe(port);
  });
});
