import { isObject, type Json, type JsonObject } from '../model/index.js';
import { withoutArns, withoutFunctions } from './arns.js';
import { hostOf, withoutHosts } from './hosts.js';
import { withoutAddresses, withoutIdentifiers } from './identifiers.js';
import { StandIns } from './stand-ins.js';

/** Keys whose values are ids that nothing else tells from other words. */
const ids = ['connectionId', 'vpcLinkId', 'restApiId', 'apiId', 'clientCertificateId', 'deploymentId', 'hostedZoneId'];
const names: Record<string, string> = {
  FunctionName: 'function',
  BucketName: 'bucket',
  TableName: 'table',
  QueueName: 'queue',
  TopicName: 'topic',
  RoleName: 'role',
  StateMachineName: 'stateMachine',
  UserPoolName: 'userpool',
  logGroupName: 'log-group',
};
const hosts = [
  'host',
  'domainName',
  'DomainName',
  'regionalDomainName',
  'distributionDomainName',
  'serverNameToVerify',
];

/** What stands in a text behind one of these keys, in JSON and YAML, where it is plain. */
const memberOf = (keys: readonly string[]) =>
  new RegExp(
    String.raw`((?<![\w-])["']?(${keys.join('|')})["']?[ \t]*:[ \t]*(["']?))([\w.:-]+)(?=\3(?:[ \t]*[,}\]\n\r]|[ \t]+#|[ \t]*$))`,
    'gm',
  );
const members = { ids: memberOf(ids), names: memberOf(Object.keys(names)), hosts: memberOf(hosts) };

/**
 * Puts stand-ins in the place of what tells whose an API is: accounts, names in ARNs, ids, host names, e-mail and IP addresses. The
 * same input value gets the same stand-in, wherever it stands. Paths, methods, names of schemes and the title stay.
 */
export class Anonymiser {
  readonly #standIns: StandIns;

  /** @param key the same for the same input, and not known to whoever reads the results */
  constructor(key: string) {
    this.#standIns = new StandIns(key);
  }

  /** Anonymises the text of a file, with line breaks where they were. */
  text(text: string): string {
    const standIns = this.#standIns;
    const named = text
      .replaceAll(members.ids, (_, head: string, _key, _quote, id: string) => head + this.#id(id))
      .replaceAll(members.names, (_, head: string, key: string, _quote, name: string) => head + this.#name(key, name))
      .replaceAll(members.hosts, (_, head: string, _key, _quote, host: string) => head + hostOf(host, standIns));
    return this.string(named);
  }

  /** Anonymises a value or a name, whatever it is called. */
  string(text: string): string {
    const standIns = this.#standIns;
    const withoutNames = withoutFunctions(withoutArns(text, standIns), standIns);
    return withoutIdentifiers(withoutHosts(withoutAddresses(withoutNames, standIns), standIns), standIns);
  }

  /** Anonymises a value with all that is in it, keys included. */
  value(value: Json, key = ''): Json {
    if (typeof value === 'string') return this.#member(key, value);
    if (typeof value === 'number') return this.#number(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item, key));
    if (!isObject(value)) return value;
    return this.object(value);
  }

  object(value: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [this.string(name), this.value(item ?? null, name)]),
    );
  }

  /** @returns the stand-in of an id that is written somewhere without its key */
  id(text: string): string {
    return this.#id(this.string(text));
  }

  #member(key: string, text: string): string {
    const isPlain = /^[\w.:-]+$/.test(text);
    if (isPlain && ids.includes(key)) return this.#id(text);
    if (isPlain && names[key] !== undefined) return this.#name(key, text);
    if (isPlain && hosts.includes(key)) return this.string(hostOf(text, this.#standIns));
    return this.string(text);
  }

  #id(text: string): string {
    return this.#standIns.isOwn(text) || /[${}]/.test(text) || text === '' ? text : this.#standIns.id(text);
  }

  #name(key: string, text: string): string {
    if (this.#standIns.isOwn(text)) return text;
    return this.#standIns.name(names[key] ?? 'name', text);
  }

  #number(value: number): number {
    return Number(this.string(String(value)));
  }
}
