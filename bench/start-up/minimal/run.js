// The least that a command line with oclif does, as its guide has it.
import { execute } from '@oclif/core';

await execute({ dir: import.meta.url });
