/** One call that an import would make. It names its undo, so that a plan alone can take itself back. */
export interface Step {
  /** Operation of AWS: `ImportApi`, `CreateStage`, `lambda:AddPermission`… */
  call: string;
  /** Whether the call changes anything. A call that writes has an undo. */
  effect: 'writes' | 'reads';
  /** What is made, in the words of the user: `route GET /pets`. Empty for a call that only reads. */
  creates: string[];
  /** The same call with the AWS CLI. `API_ID` stands for the id that ImportApi returns. */
  command: string;
  /** How to take it back, with the AWS CLI; empty for a call that only reads. */
  undo: string;
  /** What a reader should know before it runs. */
  note?: string;
}

/** Steps in the order in which they would run. */
export interface Plan {
  steps: Step[];
}
