/**
 * What a mapping template does, as far as parsing it tells. Only the first four have a counterpart anywhere in HTTP
 * APIs; `logic` decides, loops or calls, and `unreadable` is no template that we can parse.
 */
export type TemplateForm =
  | {
      kind: 'empty' | 'static' | 'pass-through' | 'simple';
      /** The text that the template prints, in order. */
      pieces: TemplatePiece[];
      overrides: TemplateOverride[];
    }
  | { kind: 'logic' | 'unreadable'; reason: string };

/** Text as it stands, or a value that API Gateway fills in. */
export type TemplatePiece =
  | { kind: 'text'; text: string }
  | { kind: 'value'; source: TemplateSource; encodings: TemplateEncoding[] };

/** What `$util` does to a value, the innermost first. */
export type TemplateEncoding = 'javascript' | 'url' | 'base64';

/** Where a value comes from. Body paths are JSONPaths, `$` for the whole body. */
export type TemplateSource =
  /** `$input.body`: the text as it came. */
  | { kind: 'body' }
  /** `$input.json('$.x')`: the value as JSON text. */
  | { kind: 'body-json'; path: string }
  /** `$input.path('$.x')`: the value as text, which is JSON for numbers and booleans only. */
  | { kind: 'body-path'; path: string }
  /** `$input.params('x')` looks in path, query and headers, in this order (RT-VTL-INPUT-PARAMS); with a place, only there. */
  | { kind: 'parameter'; place?: 'path' | 'querystring' | 'header'; name: string }
  | { kind: 'context'; name: string }
  | { kind: 'stageVariable'; name: string };

/** `#set($context.requestOverride.header.X = …)`: what a template sets beside the body it prints. */
export interface TemplateOverride {
  /** `requestOverride.header.X` and so on. */
  target: string;
  pieces: TemplatePiece[];
}
