import { threadId } from 'node:worker_threads';

export const handler = async (event) => ({ got: event });
export const byCallback = (event, _context, callback) => setTimeout(callback, 1, null, { got: event });
export const failsByCallback = (_event, _context, callback) => callback(new TypeError('no'));
export const failsByText = (_event, _context, callback) => callback('Unauthorized');
export const succeeds = (event, context) => {
  setTimeout(() => context.succeed({ got: event }), 1);
};
export const throwsAtOnce = () => {
  throw new RangeError('far');
};
export const rejects = async () => {
  throw new Error('Unauthorized');
};
export const returnsNoPromise = (event) => ({ got: event });
export const returnsNothing = async () => {};
export const tellsContext = async (_event, context) => ({
  name: context.functionName,
  left: context.getRemainingTimeInMillis() > 0,
});
export const changesEvent = async (event) => {
  event.changed = true;
  return null;
};
export const returnsCircle = async () => {
  const circle = {};
  circle.self = circle;
  return circle;
};
export const notAFunction = 1;
export const neverAnswers = () => new Promise((resolve) => setTimeout(resolve, 600_000));
export const returnsText = async () => 'just text';
export const returnsTooMuch = async () => ({ statusCode: 200, body: 'x'.repeat(6_291_557) });
export const returnsContinue = async () => ({ statusCode: 100 });
export const rejectsLate = async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  throw Object.assign(new RangeError('late'), { extra: 1 });
};
export const rejectsWithNothing = () => Promise.reject();
export const throwsObject = () => {
  throw { message: 'no error' };
};
export const failsByContext = (_event, context) => context.fail(new TypeError('failed'));
export const answersTwice = async (_event, context) => {
  context.succeed('first');
  return 'second';
};
export const returnsFunction = async () => () => 1;
export const returnsBigInt = async () => 1n;
export const tellsWholeContext = async (_event, context) => {
  const { getRemainingTimeInMillis, done, succeed, fail, ...told } = context;
  const left = getRemainingTimeInMillis();
  return { ...told, left: left > 4000 && left <= 5000, methods: [typeof done, typeof succeed, typeof fail] };
};
const nameAtStart = process.env.AWS_LAMBDA_FUNCTION_NAME;
export const tellsEnvironment = async () => ({
  GREETING: process.env.GREETING,
  nameAtStart,
  name: process.env.AWS_LAMBDA_FUNCTION_NAME,
  handler: process.env._HANDLER,
});
export const prints = async () => {
  console.log('printed by %s', 'log');
  console.error('printed by error');
  return 'done';
};
export const exits = async (event) => process.exit(event.code);
export const endsProcessFromTimer = () => {
  setTimeout(() => {
    throw new Error('nobody catches this');
  }, 1);
  return new Promise((resolve) => setTimeout(resolve, 5000));
};
export const leavesRejection = async () => {
  Promise.reject(new Error('nobody waits for this'));
  await new Promise((resolve) => setTimeout(resolve, 5000));
};
export const loopsForever = async () => {
  for (;;);
};
export const usesAllMemory = async () => {
  const kept = [];
  for (;;) kept.push(new Array(100_000).fill(kept.length));
};
export const waits = async ({ millis, answer }) => {
  await new Promise((resolve) => setTimeout(resolve, millis));
  return answer;
};
let calls = 0;
export const counts = async () => ++calls;
export const callsBackAndGoesOn = (_event, _context, callback) => {
  const state = { finished: false };
  setTimeout(() => {
    state.finished = true;
  }, 20);
  callback(null, state);
};
export const callsBackAtOnce = (_event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = false;
  const state = { finished: false };
  setTimeout(() => {
    state.finished = true;
  }, 20);
  callback(null, state);
};
export const neverCallsBack = (_event, _context, _callback) => {};
export const neverSettles = async () => new Promise(() => {});
let atOnce = 0;
export const runsAlone = async ({ millis }) => {
  atOnce++;
  await new Promise((resolve) => setTimeout(resolve, millis));
  return { thread: threadId, atOnce: atOnce-- };
};
export const exitsOrAnswers = async (event) => (event === 'exit' ? process.exit(1) : event);
export const failsLater = async (event) => {
  setTimeout(() => {
    throw new Error(`after ${event}`);
  }, 1);
  return event;
};
