/** Where something stands in a source, in characters from its beginning. */
export interface Span {
  from: number;
  to: number;
}

/**
 * What of a program counts here, whatever language it is written in: how an event goes from name to name, what is read of it,
 * what is answered and thrown. `javascript.ts` and `python.ts` make it of their syntax, `flow.ts` follows it.
 */
export type Code = Span & CodeKind;

type CodeKind =
  | { kind: 'name'; name: string }
  | { kind: 'text'; text: string }
  /** `null`, `None`. */
  | { kind: 'null' }
  /** `event.path`, `event["path"]`, `event.get("path")`; `demands` where an absent key raises an error. */
  | { kind: 'member'; of: Code; key: Code; demands: boolean }
  | { kind: 'call'; callee: Code; args: Code[] }
  | FunctionCode
  /** An object or a dictionary; `rest` is what is spread into it. */
  | { kind: 'map'; entries: { key: string; value: Code }[]; rest: Code[] }
  | { kind: 'set'; target: Target; value: Code; declares: boolean }
  /** One of several values: `a || b`, `a ?? b`, `c ? a : b`; first comes what is looked at only. */
  | { kind: 'choice'; asked: Code[]; values: Code[] }
  /** `isExact`: `===`, `is`, which tell `null` and absent apart. */
  | { kind: 'compare'; sides: Code[]; isExact: boolean }
  | { kind: 'return'; value: Code }
  | { kind: 'throw'; value: Code }
  /** Seen from other files under a name; `default` for a whole module. */
  | { kind: 'export'; name: string; value: Code }
  | { kind: 'import'; module: string; names: string[] }
  | { kind: 'statement'; parts: Code[] }
  /** Anything else, with what is in it. */
  | { kind: 'other'; parts: Code[] };

export interface FunctionCode {
  kind: 'function';
  name: string | undefined;
  params: Parameter[];
  body: Code[];
}

export interface Parameter {
  target: Target;
  /** Its type, as written. */
  type: string;
}

/** What a value is put into: a name, or the names that its members get (`const { headers: { host } } = event`). */
export type Target = Span &
  (
    | { kind: 'name'; name: string }
    | { kind: 'fields'; fields: { key: string; target: Target; span: Span }[] }
    | { kind: 'nothing' }
  );

/** What a source says, and where it could not be understood. */
export interface Program {
  code: Code[];
  /** The first place that is no sentence of the language; what follows it may be misunderstood. */
  trouble?: { at: number; message: string };
}
