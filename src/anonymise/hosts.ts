import type { StandIns } from './stand-ins.js';

/** Hosts that everybody names. */
const known =
  /^(?:(?:www|docs|tools)\.)?(?:json-schema|w3|openapis|apache|opensource|ietf|swagger|example|amazon)\.(?:org|io|com|net)$|^(?:[\w-]+\.)*aws\.amazon\.com$|^(?:[\w-]+\.)*example\.(?:com|org|net)$|^localhost$/i;

/** Ends of host names that nothing else in a definition ends with. Words of JSON paths and files are left out: `id`, `me`, `is`. */
const ends =
  'com|net|org|io|dev|app|cloud|biz|edu|gov|mil|ai|tech|systems|services|online|store|shop|internal|local|lan|corp|intranet|arpa|eu|uk|de|fr|nl|ch|at|jp|cn|br|au|nz|ca|se|no|dk|fi|pl|cz|ru|kr|sg|za|mx|es|pt|ie|tv|co';

const label = '[a-z\\d](?:[a-z\\d_-]*[a-z\\d])?';
/** After a scheme any name is a host; elsewhere one with dots and an end of host names is. */
const afterScheme = new RegExp(
  `(?<=\\b(?:https?|wss?|tcp|tls):(?:\\\\?/){2}(?:[^\\s/"'@]*@)?)${label}(?:\\.${label})*\\b`,
  'gi',
);
const bare = new RegExp(`(?<![\\w.$-])(?:${label}\\.)+(?:${ends})(?![\\w-]|\\.[a-z\\d])`, 'gi');
const ofAws = new RegExp(
  `(?<![\\w-])(?:${label}\\.)+(?:amazonaws\\.com(?:\\.cn)?|cloudfront\\.net|on\\.aws|amazoncognito\\.com|awsapprunner\\.com)\\b`,
  'gi',
);

/** @returns the text with stand-ins for host names; those of AWS keep the service and the region */
export function withoutHosts(text: string, standIns: StandIns): string {
  return text
    .replaceAll(ofAws, (host) => awsHost(host, standIns))
    .replaceAll(afterScheme, (host) => otherHost(host, standIns))
    .replaceAll(bare, (host) => otherHost(host, standIns));
}

/** @returns the stand-in of something that is a host, whatever it looks like: a port stays */
export function hostOf(host: string, standIns: StandIns): string {
  const [name = '', port] = host.split(/(?=:\d+$)/);
  if (!/^[a-z\d._-]+$/i.test(name) || /^[\d.]+$/.test(name)) return host;
  const ours = withoutHosts(`https://${name}`, standIns).slice('https://'.length);
  return `${ours}${port ?? ''}`;
}

function otherHost(host: string, standIns: StandIns): string {
  if (known.test(host) || standIns.isOwn(host) || /^[\d.]+$/.test(host)) return host;
  if (/(?:amazonaws\.com(?:\.cn)?|cloudfront\.net|on\.aws|amazoncognito\.com|awsapprunner\.com)$/i.test(host))
    return host;
  return standIns.host(host);
}

const regions = /^(?:[a-z]{2}(?:-[a-z]+)+-\d)$/;
const services =
  /^(?:s3(?:-[\w-]+)?|execute-api|elb|vpce|sqs|sns|dynamodb|lambda|lambda-url|cognito-idp|cognito-identity|auth|apigateway|states|kinesis|firehose|events|iot|data|ats|es|aoss|rds|appsync-api|dkr|ecr|sts|logs|ec2|compute|email|ses|secretsmanager|ssm|kms)$/;

/** The labels on the left, up to the first that is a word of AWS, are somebody's own. */
function awsHost(host: string, standIns: StandIns): string {
  const [, labels = '', suffix = ''] =
    /^(.+?)\.(amazonaws\.com(?:\.cn)?|cloudfront\.net|on\.aws|amazoncognito\.com|awsapprunner\.com)$/i.exec(host) ?? [];
  const parts = labels.split('.');
  // A principal such as lambda.amazonaws.com names a service, and nothing else.
  if (parts.length === 1 && /^amazonaws/i.test(suffix)) return host;
  const first = parts.findIndex((part) => regions.test(part) || services.test(part));
  const own = first < 0 ? parts : parts.slice(0, first);
  const kept = first < 0 ? [] : parts.slice(first);
  const shown = own.map((part) => {
    if (part === '' || standIns.isOwn(part)) return part;
    return /^\d{12}$/.test(part) ? standIns.account(part) : standIns.id(part);
  });
  return [...shown, ...kept, suffix].join('.');
}
