import type { StandIns } from './stand-ins.js';

const filled = String.raw`\$\{[^{}"\n]*\}`;
const field = String.raw`(?:${filled}|[\w.*-])*`;
const rest = String.raw`(?:${filled}|\{[^{}"\n]*\}|[^\s"'\\<>,;|${'`'}(){}[\]])*`;
const arn = new RegExp(String.raw`\barn:(aws[a-z-]*|${filled}):([a-z\d-]+):(${field}):(${field}):(${rest})`, 'g');

/** Words in ARNs that say of what kind something is, and name nothing. */
const words = new Set(
  [
    'function layer event-source-mapping role user group policy instance-profile assumed-role root service-role saml-provider',
    'aws-service-role oidc-provider userpool identitypool table index stream queue topic stateMachine express execution activity',
    'loadbalancer listener listener-rule targetgroup app net gwy certificate key alias log-group log-stream restapis apis vpclinks',
    'deliverystream event-bus rule secret parameter webacl regional global service cluster task-definition domain distribution',
    'vpc-endpoint vpc aws lambda apigateway path action functions invocations domainnames usageplans apikeys stages namespace',
  ].flatMap((line) => line.split(' ')),
);

/** Replaces accounts and names of resources in every ARN of a text; service, region and kind stay. */
export function withoutArns(text: string, standIns: StandIns): string {
  return text.replaceAll(
    arn,
    (whole, partition: string, service: string, region: string, account: string, resource: string) => {
      const head = `arn:${partition}:${service}:${region}`;
      if (account === 'aws') return whole;
      if (service === 'apigateway' && account !== '') {
        return `${head}:${calledService(account, standIns)}:${calledResource(account, resource, standIns)}`;
      }
      const owner = /^\d{12}$/.test(account) ? standIns.account(account) : account;
      return `${head}:${owner}:${resourceOf(service, resource, standIns)}`;
    },
  );
}

/** `bucket.s3` in the uri of an integration: what stands before the service is somebody's own. */
function calledService(service: string, standIns: StandIns): string {
  const dot = service.lastIndexOf('.');
  return dot < 0 ? service : `${own('subdomain', service.slice(0, dot), standIns)}${service.slice(dot)}`;
}

/** `path/BUCKET/{key}`; the actions of services are AWS's words. A function comes with an ARN of its own in it. */
function calledResource(service: string, resource: string, standIns: StandIns): string {
  if (resource.startsWith('action/')) return resource;
  if (service === 'lambda') return withoutFunctions(withoutArns(resource, standIns), standIns);
  return resource
    .split('/')
    .map((part) =>
      /^\d{4}-\d\d-\d\d$/.test(part) ? part : named(part, service.split('.').at(-1) ?? service, standIns),
    )
    .join('/');
}

function resourceOf(service: string, resource: string, standIns: StandIns): string {
  if (service === 'execute-api') {
    const [api = '', ...route] = resource.split('/');
    return [own('', api, standIns), ...route].join('/');
  }
  const kind = /^\/?([\w-]+)[/:]/.exec(resource)?.[1] ?? '';
  return resource.replaceAll(new RegExp(`${filled}|[^/:]+`, 'g'), (part) =>
    named(part, words.has(kind) ? kind : service, standIns),
  );
}

function named(part: string, kind: string, standIns: StandIns): string {
  if (part === '' || words.has(part) || part.includes('*') || /[${}]/.test(part) || /^\d{1,5}$/.test(part)) return part;
  if (/^\d{12}$/.test(part)) return standIns.account(part);
  const pool = /^([a-z]{2}(?:-[a-z]+)+-\d_)(\w+)$/.exec(part);
  if (pool) return poolOf(pool, standIns);
  return standIns.name(kind, part);
}

/** The region of a user pool is a part of its id, and its issuer is made of it. */
export function poolOf([, region = '', id = '']: RegExpExecArray | string[], standIns: StandIns): string {
  return standIns.form(region, id, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789');
}

function own(kind: string, part: string, standIns: StandIns): string {
  if (part === '' || part.includes('*') || /[${}]/.test(part)) return part;
  return kind === '' ? standIns.id(part) : standIns.name(kind, part);
}

/** Names of functions where no whole ARN stands around them, as in the parts of a `Fn::Join`. */
export function withoutFunctions(text: string, standIns: StandIns): string {
  return text
    .replaceAll(/(?<=:function:)[\w-]+/g, (name) => standIns.name('function', name))
    .replaceAll(/(?<=\/functions\/)(?!arn:)[\w-]+(?=[/:"'\s]|$)/g, (name) => standIns.name('function', name));
}
