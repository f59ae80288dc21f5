export const pets = async (event) => ({ statusCode: 200, body: `pets at ${event.path}` });
export const strays = async () => {
  setTimeout(() => {
    throw new Error('stray in a timer');
  });
  Promise.reject(new Error('stray promise'));
  return { statusCode: 200, body: 'ok' };
};
export const staysBusy = async () => {
  setInterval(() => {}, 1000);
  return { statusCode: 200, body: 'busy' };
};
