import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const vpcLink: RulesOf<'vpc-link'> = {
  'vpc-link/needs-decision': {
    title: 'A private integration needs a VPC link V2 and a listener',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API calls a URL in a private network, by a VPC link V1 to a Network Load Balancer or by a V2 link. ' +
      'HTTP APIs take V2 links only, and the ARN of a listener or Cloud Map service instead of a URL: one for each ' +
      'address behind the link, because nothing but the path would tell their requests apart otherwise. Stage variables in connectionId and host chose a backend stage by ' +
      'stage; that HTTP APIs take them there is not verified, so a stage with another backend needs an HTTP API of ' +
      'its own. A placeholder at the end of the address may hold a part of the path, which only you know.',
    remedy:
      'Create a VPC link V2 where there is none, find the listener on the port of the URL, and decide vpcLinks in ' +
      'migrate.config.yaml, which migrate convert --init writes: id, listener or listeners, basePath where the ' +
      'address may hold a path, and serverNameToVerify where the backend speaks HTTPS.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-private'),
    since: '0.1.0',
  },
  'vpc-link/path-hidden': {
    title: 'The path of a private integration cannot be written as a mapping',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A private integration of an HTTP API calls a listener, which has neither path nor query, so those of the uri ' +
      'become parameter mappings. A placeholder that CloudFormation fills in cannot stand in one, nor can signs that ' +
      'only percent-encoding keeps apart, a parameter without a value, or a user and password.',
    remedy:
      'Write the uri with host and path spelled out, or use stage variables for the parts that differ, and convert again.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-private'),
    since: '0.1.0',
  },
  'vpc-link/rewritten': {
    title: 'The private integration calls a listener instead of a URL',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'In a REST API the URL of a private integration tells the Host header, the path, and the name on the ' +
      'certificate. An HTTP API calls a listener: the mapping overwrite:path sets the path, which would begin ' +
      'with the stage otherwise, overwrite:querystring what the uri has of a query (a caller that sends the same ' +
      'parameter is no longer heard), and serverNameToVerify the name on the certificate. Rules of the load balancer ' +
      'and virtual hosts that go by the old Host header notice.',
    remedy:
      'Look for Host in the rules of the load balancer and in the backend, and call the backend through the ' +
      'listener before cutover. A link without traffic for 60 days falls asleep. Where Terraform renders the ' +
      'definition, write $${…} for the ${…} of a mapping.',
    advice: [
      {
        about: ['upstream'],
        actor: 'handler',
        text: 'Do not go by the Host header: it names the listener.',
      },
    ],
    evidence: 'D',
    link: guide('apigateway-vpc-links-v2'),
    since: '0.1.0',
  },
  'vpc-link/known': {
    title: 'What is known of a VPC link',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A link of version 2 serves REST and HTTP APIs alike. A link of version 1 leads to a Network Load Balancer ' +
      'and serves REST APIs only; in its place comes a link of version 2 into the subnets of that balancer. A ' +
      'route names a listener besides.',
    remedy:
      'Where a link is of version 1, make one of version 2 with aws apigatewayv2 create-vpc-link, and decide ' +
      'vpcLinks.',
    evidence: 'D',
    link: guide('apigateway-vpc-links-v2'),
    since: '0.2.0',
  },
};
