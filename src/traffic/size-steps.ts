const kilobyte = 1024;

/** A step of HTTP API metering (PM-512). */
export const unit = 512 * kilobyte;

/** The steps of the histogram of sizes within the first unit, where small answers differ; above it a step is a unit. */
export const smallSteps: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 384, 448, 512].map(
  (size) => size * kilobyte,
);
