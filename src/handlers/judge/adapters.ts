import type { Reading } from '../reading.js';
import { type Grade, type Judge, type Judgement, p1, p2, told } from './row.js';

/** A library that stands between the event and the code. */
interface Adapter {
  module: RegExp;
  /** Only where this is imported of it. */
  name?: RegExp;
  /** How the path loses the stage there. */
  stage: string;
  /** What payload format 2.0 asks for. */
  format2: { grade: Grade; what: string; instead: string };
}

const knowsBoth = (name: string) => ({
  grade: 'check' as const,
  what: `${name} tells the payload formats apart by the event, from a certain version on.`,
  instead: 'Use a current version, and try it in migrate simulate.',
});
const knowsRestOnly = (what: string, instead: string) => ({ grade: 'breaks' as const, what, instead });

/** RT-BRK-STAGEPATH, RT-BRK-PAYLOAD2: reports of these libraries. */
const adapters: readonly Adapter[] = [
  { module: /^serverless-http$/, stage: 'Set basePath to the stage', format2: knowsBoth('serverless-http') },
  {
    module: /^aws-serverless-express(?:\/|$)/,
    stage: 'Take the stage off in front of it',
    format2: knowsRestOnly(
      'aws-serverless-express reads the REST event only.',
      'Move to @codegenie/serverless-express.',
    ),
  },
  {
    module: /^@(?:vendia|codegenie)\/serverless-express$/,
    stage: 'Set stripBasePath or mount the routes below the stage',
    format2: knowsBoth('serverless-express'),
  },
  {
    module: /^(?:aws-lambda-fastify|@fastify\/aws-lambda)$/,
    stage: 'Set pathParameterUsedAsPath, or mount the routes below the stage',
    format2: knowsBoth('The adapter of Fastify'),
  },
  { module: /^lambda-api$/, stage: 'Set base to the stage', format2: knowsBoth('lambda-api') },
  { module: /^hono\/aws-lambda$/, stage: 'Set basePath to the stage', format2: knowsBoth('The adapter of Hono') },
  {
    module: /^@middy\/http-/,
    stage: 'Take the stage off before routes are matched',
    format2: knowsBoth('@middy/http-*'),
  },
  { module: /^mangum$/, stage: 'Set api_gateway_base_path to the stage', format2: knowsBoth('Mangum') },
  {
    module: /^(?:serverless_wsgi|awsgi|apig_wsgi)$/,
    stage: 'Strip the stage, as its documentation says',
    format2: knowsBoth('The WSGI adapter'),
  },
  {
    module: /^chalice$/,
    stage: 'Chalice routes by resourcePath, which stays',
    format2: knowsRestOnly('Chalice reads the REST event.', 'Decide payloadFormat: "1.0" in migrate.config.yaml.'),
  },
  {
    module: /^aws_lambda_powertools\./,
    name: /^APIGatewayRestResolver$/,
    stage: 'Set strip_prefixes to the stage',
    format2: knowsRestOnly('APIGatewayRestResolver reads the REST event.', 'APIGatewayHttpResolver'),
  },
  {
    module: /^aws_lambda_powertools\./,
    name: /^APIGatewayProxyEvent$/,
    stage: 'Take the stage off event.path',
    format2: knowsRestOnly('APIGatewayProxyEvent reads the REST event.', 'APIGatewayProxyEventV2'),
  },
];

/** Frameworks that read the event in place of the code. */
export const framework: Judge = (reading) => {
  if (reading.kind !== 'import') return [];
  const adapter = adapters.find((one) => one.module.test(reading.module) && isUsed(one, reading));
  return adapter ? judgements(adapter) : [];
};

function isUsed({ name }: Adapter, { names }: Extract<Reading, { kind: 'import' }>): boolean {
  return name === undefined || names.some((one) => name.test(one));
}

function judgements({ stage, format2 }: Adapter): Judgement[] {
  const what = 'It routes by the path, which begins with the stage unless that is $default.';
  return [
    told(p1, 'check', what, `${stage}, or deploy to $default.`),
    told(
      p2,
      format2.grade,
      format2.what,
      `${format2.instead}${format2.grade === 'check' ? ` ${stage}, or deploy to $default.` : ''}`,
    ),
  ];
}
