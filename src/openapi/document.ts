import type { JsonObject, Location, Pointer } from '../model/index.js';

/** A definition file: its name for messages, and its text. */
export interface SourceText {
  /** Path as the user gave it; `<stdin>` for standard input. */
  file: string;
  text: string;
  /** The `settings.json` of the bundle that the file belongs to; it fits its schema. */
  settings?: SourceText;
  /** What stood behind the `#` of `template.yaml#Api`: the resource of a template that is meant. */
  part?: string;
}

/** A parsed text. `locate` finds line and column lazily: parsing stays fast, and only what a report names is looked up. */
export interface ParsedText {
  source: SourceText;
  syntax: 'json' | 'yaml';
  /** The document as written, references not resolved. */
  root: JsonObject;
  /** @returns the places of these pointers. Where a pointer leads through a `$ref` or to something that is not written, the nearest node above. */
  locate(pointers: Iterable<Pointer>): Map<Pointer, Location>;
}

/** The text of a definition, or the definition that a template holds. */
export interface OpenApiDocument extends ParsedText {
  /** The resource of a template that the definition is the body of; absent where the file is the definition. */
  resource?: { logicalId: string; type: ApiType };
  /** What is set beside the definition; absent where the file is all there is. */
  settings?: SettingsDocument;
}

/** Resources of CloudFormation that a definition of a REST API is the body of. */
export type ApiType = 'AWS::Serverless::Api' | 'AWS::ApiGateway::RestApi';

/**
 * What stands around a definition and is not in it: the `settings.json` of a bundle, or the properties of the template
 * that the definition is the body of. `schemas/settings.schema.json` describes its shape.
 */
export interface SettingsDocument {
  root: JsonObject;
  /** As above, for pointers into `root`; each is found in the file that it was read from. */
  locate(pointers: Iterable<Pointer>): Map<Pointer, Location>;
  /** More may be set elsewhere, such as a web ACL in another template: what is absent is not known to be unset. */
  partial?: true;
}
