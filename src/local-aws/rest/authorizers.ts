import { type Authorizer, below, identitySourceText } from '../../model/index.js';
import type { AuthorizerItem } from './control-plane.js';
import { type ImportSource, idOf, objectAt } from './import-source.js';

/** @returns the authorizers of a definition, by name */
export function importAuthorizers(source: ImportSource): AuthorizerItem[] {
  return source.api.authorizers
    .flatMap((authorizer) => importAuthorizer(source, authorizer) ?? [])
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function importAuthorizer(source: ImportSource, authorizer: Authorizer): AuthorizerItem | undefined {
  if (authorizer.kind === 'unknown') {
    // That such a type is refused is documented, the text is ours.
    source.report.refuse(`Unable to create authorizer '${authorizer.name}': Invalid authorizer type specified`);
    return undefined;
  }
  const { name, ttl, validationExpression } = authorizer;
  const identitySource = identitySourceOf(source, authorizer);
  return {
    id: idOf(source, 'authorizers', name),
    name,
    ...typeOf(authorizer),
    authType: authTypeOf(source, authorizer),
    ...(identitySource !== '' && { identitySource }),
    ...(validationExpression !== undefined && { identityValidationExpression: validationExpression }),
    // Not reported where the definition does not say (recorded for Cognito).
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
  };
}

type KnownAuthorizer = Exclude<Authorizer, { kind: 'unknown' }>;

function typeOf(
  authorizer: KnownAuthorizer,
): Pick<AuthorizerItem, 'type' | 'providerARNs' | 'authorizerUri' | 'authorizerCredentials'> {
  switch (authorizer.kind) {
    case 'cognito':
      return { type: 'COGNITO_USER_POOLS', providerARNs: authorizer.providerArns.map(({ text }) => text) };
    case 'token':
    case 'request':
      return {
        type: authorizer.kind === 'token' ? 'TOKEN' : 'REQUEST',
        authorizerUri: authorizer.uri.text,
        ...(authorizer.credentials && { authorizerCredentials: authorizer.credentials.text }),
      };
  }
}

/** Free text of the definition (XT-AUTHTYPE); `custom` where it says nothing, as the console writes. */
function authTypeOf(source: ImportSource, { at }: KnownAuthorizer): string {
  const written = objectAt(source, at)['x-amazon-apigateway-authtype'];
  return typeof written === 'string' ? written : 'custom';
}

/** The text as it is written; a token's header comes from the name of the scheme (XA-ID). */
function identitySourceOf(source: ImportSource, { at, identitySources }: KnownAuthorizer): string {
  const written = objectAt(source, below(at, 'x-amazon-apigateway-authorizer'))['identitySource'];
  return typeof written === 'string' && written !== '' ? written : identitySources.map(identitySourceText).join(',');
}
