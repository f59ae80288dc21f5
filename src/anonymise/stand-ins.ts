import { createHmac } from 'node:crypto';

/**
 * Gives each identifier a stand-in: always the same for the same key, and no way back without it. Account ids are so few that a
 * plain hash of one could be looked up; the key is made of the whole input, which whoever reads a report does not have.
 */
export class StandIns {
  readonly #given = new Map<string, string>();
  /** Stand-ins, which are not replaced again. */
  readonly #own = new Set<string>();

  constructor(readonly key: string) {}

  /** An account of twelve digits, as AWS writes them in examples: `111122223333`. */
  account(account: string): string {
    return this.#of('account', account, (digits) => {
      const [a = 0, b = 0, c = 0] = [...digits.slice(0, 6).matchAll(/../g)].map(
        ([two]) => 1 + (Number.parseInt(two, 16) % 9),
      );
      return [a, b, c].map((digit) => String(digit).repeat(4)).join('');
    });
  }

  /** An id as API Gateway makes them: of letters and digits. */
  id(id: string): string {
    return this.#of('id', id, (digits) => `x${digits.slice(0, 9)}`);
  }

  /** A name, with the word for what it is of in front: `function-1a2b3c4d`. */
  name(kind: string, name: string): string {
    return this.#of(kind, name, (digits) => `${kind}-${digits.slice(0, 8)}`);
  }

  /** The labels of a host name that are somebody's own. */
  host(host: string): string {
    return this.#of('host', host.toLowerCase(), (digits) => `h${digits.slice(0, 8)}.example.com`);
  }

  email(address: string): string {
    return this.#of('email', address.toLowerCase(), (digits) => `u${digits.slice(0, 8)}@example.com`);
  }

  /** Of the ranges for documentation (RFC 5737). */
  ipv4(address: string): string {
    const networks = ['192.0.2', '198.51.100', '203.0.113'];
    return this.#of('ipv4', address, (digits) => {
      const network = networks[Number.parseInt(digits.slice(0, 2), 16) % networks.length];
      return `${network}.${Number.parseInt(digits.slice(2, 4), 16)}`;
    });
  }

  /** Of the range for documentation (RFC 3849). */
  ipv6(address: string): string {
    return this.#of('ipv6', address.toLowerCase(), (digits) => `2001:db8::${digits.slice(0, 4)}:${digits.slice(4, 8)}`);
  }

  /** Something of a form of its own: each letter and digit becomes another of its sort. */
  form(prefix: string, rest: string, alphabet: string): string {
    return this.#of('form', prefix + rest, (digits) => {
      const signs = [...rest].map((sign, index) => {
        if (!/[\da-z]/i.test(sign)) return sign;
        const at = Number.parseInt(digits.slice((index * 2) % 60, ((index * 2) % 60) + 2), 16);
        return alphabet[at % alphabet.length] ?? sign;
      });
      return prefix + signs.join('');
    });
  }

  /** @returns whether it stands in for something already */
  isOwn(text: string): boolean {
    return this.#own.has(text);
  }

  #of(kind: string, text: string, make: (digits: string) => string): string {
    if (this.#own.has(text)) return text;
    const name = `${kind}\u0000${text}`;
    const given = this.#given.get(name);
    if (given !== undefined) return given;
    const made = this.#free(name, text, make);
    this.#given.set(name, made);
    this.#own.add(made);
    return made;
  }

  /** Two of them never share a stand-in, where there are enough. */
  #free(name: string, text: string, make: (digits: string) => string): string {
    for (let round = 0; ; round++) {
      const made = make(createHmac('sha256', this.key).update(`${round}\u0000${name}`).digest('hex'));
      if ((made !== text && !this.#own.has(made)) || round > 2000) return made;
    }
  }
}
