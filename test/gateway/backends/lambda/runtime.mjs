/** A runtime in a few lines: what it does with an event is what the event says. */
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const { INIT } = process.env;
if (INIT === 'crash') process.exit(7);
if (INIT === 'fail') {
  await post('init/error', { errorType: 'Runtime.NoSuchThing', errorMessage: 'cannot start' }, 'Runtime.NoSuchThing');
  process.exit(1);
}
let calls = 0;
for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  await act(await next.json(), id, next.headers);
}

async function act(event, id, headers) {
  calls++;
  switch (event.act) {
    case 'echo':
      return post(`invocation/${id}/response`, event);
    case 'count':
      return post(`invocation/${id}/response`, { calls, pid: process.pid });
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, event.millis));
      return post(`invocation/${id}/response`, { pid: process.pid });
    case 'environment':
      return post(`invocation/${id}/response`, {
        env: process.env,
        cwd: process.cwd(),
        headers: Object.fromEntries(headers),
      });
    case 'fail':
      return post(
        `invocation/${id}/error`,
        { errorType: 'Mine', errorMessage: 'no', stackTrace: ['at a'], more: 1 },
        'Other',
      );
    case 'fail with text':
      return post(`invocation/${id}/error`, 'just text', 'Header.Type');
    case 'garbage':
      return post(`invocation/${id}/response`, 'no JSON');
    case 'nothing':
      return post(`invocation/${id}/response`, '');
    case 'too much': {
      const { status } = await post(`invocation/${id}/response`, 'x'.repeat(6_291_557));
      console.log(`answered ${status}`);
      return;
    }
    case 'exit':
      return process.exit(event.code);
    case 'kill':
      return process.kill(process.pid, 'SIGKILL');
    case 'misbehave': {
      const statuses = [
        await fetch(`${api}/invocation/next`),
        await post('invocation/other/response', {}),
        await post('invocation/other/error', {}),
        await fetch(`${api}/nothing`),
        await post('invocation/next', {}),
      ].map(({ status }) => status);
      return post(`invocation/${id}/response`, statuses);
    }
  }
}

function post(path, body, errorType) {
  const headers = errorType ? { 'Lambda-Runtime-Function-Error-Type': errorType } : {};
  return fetch(`${api}/${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
