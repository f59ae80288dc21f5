import type { PresentedCredential, RestApi } from '../model/index.js';
import type { Caller } from './caller.js';
import { credentialsFor } from './credentials.js';
import type { Credential } from './diff-request.js';
import type { RecordedShape } from './recorded-shape.js';

/**
 * Credentials in the place of those that callers showed. Whoever got an answer was let in, also where the record leaves out
 * with what (browsers do); who was refused is refused again, for want of any; and where the record knows no status, who
 * showed something in the right place gets what is right there.
 *
 * @returns good ones for what the method asks for, and meaningless ones where it asks for nothing
 */
export async function replayCredentials(
  { recorded, operation, ending }: RecordedShape,
  api: RestApi,
  caller: Caller,
): Promise<Credential[]> {
  if (ending === 'refused') return [];
  const presented = recorded.credentials ?? [];
  const good = operation ? await credentialsFor(operation, api, caller) : [];
  const isShown = ({ place, name }: Credential) =>
    presented.some((one) => one.place === place && one.name.toLowerCase() === name.toLowerCase());
  const isUnknown = recorded.credentials === null || ending !== 'unknown';
  const needed = good.filter((credential) => isUnknown || isShown(credential));
  const places = new Set(good.map(({ place, name }) => `${place} ${name.toLowerCase()}`));
  return [...needed, ...presented.filter((one) => !places.has(`${one.place} ${one.name.toLowerCase()}`)).map(standIn)];
}

/** A signature's parts are two headers; the date alone means nothing. */
function standIn({ place, name, form }: PresentedCredential): Credential {
  return { kind: 'authorizer', place, name, value: values[form] };
}

const values: Record<PresentedCredential['form'], string> = {
  bearer: 'Bearer recorded-token',
  basic: 'Basic cmVjb3JkZWQ6cmVjb3JkZWQ=',
  signature: 'AWS4-HMAC-SHA256 recorded-signature',
  other: 'recorded-credential',
};
