/** Reads the definition of a deployed REST API, with all that API Gateway adds to OpenAPI. */
export const exportCommand =
  'aws apigateway get-export --rest-api-id ID --stage-name STAGE --export-type oas30 --parameters extensions=apigateway rest-api.json';
