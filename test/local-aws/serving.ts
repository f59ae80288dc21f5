import { type AwsAccount, accountOperations, emptyAwsAccount, rpcServices } from '../../src/local-aws/account.js';
import { type AwsServer, type ServeAwsOptions, serveAws } from '../../src/local-aws/server.js';
import { countingWorld } from './world.js';

/** An endpoint of its own for a test, on a free port. */
export interface Endpoint extends AwsServer {
  account: AwsAccount;
  /** What every SDK client of a test is made with. */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
}

export async function openEndpoint(
  options: Partial<ServeAwsOptions> = {},
  account = emptyAwsAccount(),
): Promise<Endpoint> {
  const operations = accountOperations(account);
  const server = await serveAws({ port: 0, world: countingWorld(), operations, rpc: rpcServices(account), ...options });
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'secret' };
  return { ...server, account, client: { endpoint: server.url, region: 'eu-west-1', credentials, maxAttempts: 1 } };
}
