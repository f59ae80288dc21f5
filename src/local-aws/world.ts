/** Where the embedded AWS endpoint pretends to be, and what it takes from chance and the clock. */
export interface World {
  partition: string;
  region: string;
  accountId: string;
  /** @returns a new id: letters and digits, as long as asked */
  newId(length: number): string;
  now(): Date;
  /** Whether the issuer of a JWT authorizer answers when it is asked for its configuration. Default: each does. */
  reachesIssuer?(issuer: string): boolean;
}

/**
 * Fills in the variables that an import replaces in REST and HTTP definitions (IM-VARS).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 */
export function withAwsVariables(text: string, { partition, region, accountId }: World): string {
  return text
    .replaceAll('${AWS::Partition}', partition)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::AccountId}', accountId);
}
