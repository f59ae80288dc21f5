/**
 * `node upstream.mjs PORT`: answers every request at once with the same bytes, without reading more of it than its end. What is
 * behind the proxies, and what shows how fast the load generator is when a server costs next to nothing.
 */
import { createServer } from 'node:net';

const body = JSON.stringify({ message: 'Hello, world' });
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: keep-alive\r\n\r\n${body}`,
);

createServer((socket) => {
  let rest = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      rest = rest.slice(end + 4);
      socket.write(answer);
    }
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
