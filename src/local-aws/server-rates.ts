import type { AwsCall, Faults } from './server-faults.js';

/** How often something may be called: a bucket of `burst` tokens, filled with `perSecond`. */
interface Rate {
  perSecond: number;
  burst: number;
}

/** All calls of an account together (QC-TOTAL). */
const total: Rate = { perSecond: 10, burst: 40 };

/** Calls with a rate of their own (QC-*). Bursts are not published; one call fits a rate of one (I). */
const own: Record<string, Rate> = {
  CreateRestApi: every(3),
  ImportRestApi: every(3),
  PutRestApi: every(1),
  DeleteRestApi: every(30),
  CreateDeployment: every(5),
  GetResources: { perSecond: 2.5, burst: 5 },
  CreateResource: { perSecond: 5, burst: 5 },
  DeleteResource: { perSecond: 5, burst: 5 },
  CreateDomainName: every(30),
  UpdateDomainName: every(30),
  DeleteDomainName: every(30),
  CreateVpcLink: every(15),
  DeleteVpcLink: every(30),
  CreateApiKey: { perSecond: 5, burst: 5 },
  DeleteApiKey: { perSecond: 5, burst: 5 },
  UpdateUsagePlan: every(20),
  UpdateAccount: every(20),
};

/** Operations of other services, which have rates of their own that are not kept here. */
const ofOthers =
  /^(?:GetFunction|GetPolicy|AddPermission|RemovePermission|GetCallerIdentity|ListUserPoolClients|GetMetricData)$/;

function every(seconds: number): Rate {
  return { perSecond: 1 / seconds, burst: 1 };
}

/**
 * Refuses calls of API Gateway's control plane that come faster than AWS takes them (facts quotas.md#control-plane).
 *
 * @param millis the clock, in milliseconds
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function awsRates(millis: () => number = () => performance.now()): Faults {
  const all = new Bucket(total, millis);
  const single = new Map(Object.entries(own).map(([name, rate]) => [name, new Bucket(rate, millis)]));
  return ({ name }: AwsCall) => {
    if (ofOthers.test(name)) return undefined;
    const buckets = [all, ...(single.has(name) ? [single.get(name)] : [])];
    if (buckets.some((bucket) => bucket?.isEmpty())) return 'throttle';
    for (const bucket of buckets) bucket?.take();
    return undefined;
  };
}

class Bucket {
  readonly #rate: Rate;
  readonly #millis: () => number;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, millis: () => number) {
    this.#rate = rate;
    this.#millis = millis;
    this.#tokens = rate.burst;
    this.#at = millis();
  }

  isEmpty(): boolean {
    const { perSecond, burst } = this.#rate;
    const now = this.#millis();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    // A thousandth of a token: what is lost in adding up small parts.
    return this.#tokens < 0.999;
  }

  take(): void {
    this.#tokens -= 1;
  }
}
