/**
 * Writes lines that may come fast, one for each request of a server: what comes in one turn of the event loop is written
 * together, since under load a write for each line takes as long as a tenth of the request.
 */
export function openLines(stream: Pick<NodeJS.WritableStream, 'write'> = process.stdout): (line: string) => void {
  let waiting: string[] = [];
  const write = () => {
    const text = `${waiting.join('\n')}\n`;
    waiting = [];
    stream.write(text);
  };
  return (line) => {
    if (waiting.push(line) === 1) setImmediate(write);
  };
}
