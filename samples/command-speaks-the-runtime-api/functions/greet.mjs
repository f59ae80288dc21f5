const invocation = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

for (;;) {
  const next = await fetch(`${invocation}/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const event = await next.json();
  const answer = { statusCode: 200, body: `Hello, ${event.pathParameters.name}, from a script!` };
  await fetch(`${invocation}/${id}/response`, { method: 'POST', body: JSON.stringify(answer) });
}
