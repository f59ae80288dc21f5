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
export const neverAnswers = () => new Promise(() => {});
export const returnsText = async () => 'just text';
export const returnsTooMuch = async () => ({ statusCode: 200, body: 'x'.repeat(6_291_557) });
export const returnsContinue = async () => ({ statusCode: 100 });
