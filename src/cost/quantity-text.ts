import Big from 'big.js';

/** A millionth: API Gateway's prices are per million, and multiplying stays exact where dividing need not. */
export const perMillion = new Big('0.000001');

/** @returns `333 million`, `1.5 billion`, `250 thousand`, `12`. */
export function countText(count: number): string {
  const [step, word] = [[1e9, ' billion'] as const, [1e6, ' million'] as const, [1e3, ' thousand'] as const].find(
    ([step]) => count >= step,
  ) ?? [1, ''];
  return `${new Big(count).div(step)}${word}`;
}

/** @returns `1536 KB`, `4.1 KB`: rounded up to one digit, so that what is over an edge does not look as if it were on it; below one KB in bytes. */
export function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${new Big(bytes).div(1024).round(1, Big.roundUp)} KB`;
}
