/** The functions under load: as little as a function can do, and one that shows its event so that events can be compared. */
const body = JSON.stringify({ message: 'Hello, world' });

export const hello = async () => ({ statusCode: 200, headers: { 'content-type': 'application/json' }, body });

export const told = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(event),
});
