/** `node bare-proxy.mjs PORT UPSTREAM`: a bare reverse proxy of `node:http` and undici, with a keep-alive pool, streaming. */
import { createServer } from 'node:http';
import { Agent, request } from 'undici';

const [port, upstream] = process.argv.slice(2);
const dispatcher = new Agent();
const host = new URL(upstream).host;

createServer(async (incoming, outgoing) => {
  const { connection: _, ...sent } = incoming.headers;
  const { remoteAddress } = incoming.socket;
  const forwarded = { 'x-forwarded-for': remoteAddress, 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' };
  const { statusCode, headers, body } = await request(`${upstream}/proxy`, {
    method: incoming.method,
    headers: { ...sent, ...forwarded, host },
    body: incoming.method === 'GET' ? null : incoming,
    dispatcher,
  });
  outgoing.writeHead(statusCode, headers);
  body.pipe(outgoing);
}).listen(Number(port), '127.0.0.1');
