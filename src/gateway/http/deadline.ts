/**
 * Waits for a backend no longer than the integration allows. The backend is not stopped, as AWS does not stop a function.
 *
 * @returns what came, or `late` after that many milliseconds
 */
export async function within<Value>(millis: number, value: Promise<Value>): Promise<Value | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, millis, 'late');
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
