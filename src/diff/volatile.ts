/** A value that differs from call to call or from API to API without meaning anything. Its presence and its format do count. */
export interface VolatileValue {
  aspect: RegExp;
  /** Why the value itself is noise. */
  reason: string;
  /** Row of facts/runtime.md, section 12. */
  fact: 'RT-NOISE-IDS' | 'RT-NOISE-TIME' | 'RT-NOISE-API' | 'RT-NOISE-ORDER';
  /** @returns the value with the noise taken out: what is left is its format. */
  format(value: string): string;
}

const id = (value: string): string =>
  value
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replace(/Root=1-[0-9a-f]{8}-[0-9a-f]{24}/gi, 'Root=<trace>')
    .replace(/^(?=.*[A-Z0-9])[\w+/-]{8,}={1,2}$/, '<short id>');

const time = (value: string): string => value.replace(/[A-Z][a-z]{2}/g, '<name>').replace(/\d/g, '9');

/** API ids and resource ids are ten or six lower-case letters and digits. */
const api = (value: string): string =>
  value
    .replace(/^[a-z0-9]{10}(?=$|\.execute-api\.)/, '<api>')
    .replace(/^(arn:[\w-]+:execute-api:[^:]*:[^:]*:)[a-z0-9]{10}\//, '$1<api>/')
    .replace(/AmazonAPIGateway_[a-z0-9]{10}/, 'AmazonAPIGateway_<api>');

const opaque = (value: string): string => value.replace(/^[a-z0-9]{6,10}$/, '<id>');

const set = (value: string): string =>
  value
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .sort()
    .join();

const map = String.raw`(?:event|authorizer\.event)\.`;
const headerMap = String.raw`${map}(?:headers|multiValueHeaders)\.`;

/** The declared list (RT-NOISE-*). What is not here is compared as it is. */
export const volatileValues: readonly VolatileValue[] = [
  {
    aspect: new RegExp(`^${map}requestContext\\.(requestId|extendedRequestId)$`),
    reason: 'an id of one call',
    fact: 'RT-NOISE-IDS',
    format: id,
  },
  {
    aspect: new RegExp(`^(?:${headerMap}|upstream\\.headers\\.|reply\\.headers\\.)x-amzn-trace-id$`),
    reason: 'the trace of one call',
    fact: 'RT-NOISE-IDS',
    format: id,
  },
  {
    aspect: /^reply\.headers\.(x-amzn-requestid|x-amz-apigw-id|apigw-requestid|x-amz-cf-id)$/,
    reason: 'an id of one call',
    fact: 'RT-NOISE-IDS',
    format: id,
  },
  {
    aspect: new RegExp(`^${map}requestContext\\.(requestTime|requestTimeEpoch|time|timeEpoch)$`),
    reason: 'the clock',
    fact: 'RT-NOISE-TIME',
    format: time,
  },
  {
    aspect: new RegExp(`^${map}requestContext\\.(apiId|domainName|domainPrefix)$`),
    reason: 'the identity of the API: the two APIs are two',
    fact: 'RT-NOISE-API',
    format: api,
  },
  {
    aspect: new RegExp(`^${map}(methodArn|routeArn)$`),
    reason: 'the identity of the API inside an ARN',
    fact: 'RT-NOISE-API',
    format: api,
  },
  {
    aspect: /^upstream\.headers\.(x-amzn-apigateway-api-id|user-agent)$/,
    reason: 'the identity of the API',
    fact: 'RT-NOISE-API',
    format: api,
  },
  {
    aspect: new RegExp(`^${map}requestContext\\.(deploymentId|resourceId)$`),
    reason: 'an id that API Gateway made up',
    fact: 'RT-NOISE-API',
    format: opaque,
  },
  {
    aspect: /^reply\.headers\.access-control-(allow-methods|allow-headers|expose-headers)$/,
    reason: 'the order of a list that is a set, and the letter case of header names in it',
    fact: 'RT-NOISE-ORDER',
    format: set,
  },
];

/**
 * Headers of replies and upstream requests that say how a message is sent, not what it is: whoever writes it to the wire
 * adds them (RT-RHDR-DATE). In a Lambda event, where they are data, they are compared.
 */
export const framingHeaders: ReadonlySet<string> = new Set(['content-length', 'connection', 'date']);

/** @returns whether values there are noise: their presence and format are worth telling, but make no request different (RT-NOISE-IDS). */
export function isVolatile(aspect: string): boolean {
  return volatileValues.some((value) => value.aspect.test(aspect));
}

/** @returns the noise that is all the two texts differ by, or nothing where they differ by more. */
export function noiseIn(aspect: string, rest: string, http: string): VolatileValue | undefined {
  const volatileValue = volatileValues.find((value) => value.aspect.test(aspect));
  return volatileValue && volatileValue.format(rest) === volatileValue.format(http) ? volatileValue : undefined;
}

/** Values that were taken for noise, by the reason. */
export interface Ignored {
  reason: string;
  /** Row of facts/runtime.md that says so; absent where it was measured. */
  fact?: VolatileValue['fact'] | 'RT-RHDR-CF' | 'RT-RHDR-DATE';
  count: number;
}

/** @returns how many values were taken for noise for which reason, in the order of the declared list */
export function ignoredBy(values: Iterable<VolatileValue>): Ignored[] {
  const groups = new Map(volatileValues.map(({ reason, fact }) => [reason, { reason, fact, count: 0 }]));
  for (const { reason } of values) {
    const group = groups.get(reason);
    if (group) group.count += 1;
  }
  return [...groups.values()].filter(({ count }) => count > 0);
}
