import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../src/api/document.ts';

/** Where the client's types are kept, from the project's folder. */
export const CLIENT_SCHEMA = 'src/client/schema.ts';

const HEAD = '// Made from the description of the API by `npm run client`: not to be edited.\n\n';

/** The client's types, from the description of the API. */
export async function clientSchema(): Promise<string> {
  const document = JSON.parse(JSON.stringify(openApiDocument()), withoutAddedFields);
  return HEAD + astToString(await openapiTS(document, { immutable: true, defaultNonNullable: false }));
}

/** That fields may be added is no reason to let a client misspell those that are there. */
function withoutAddedFields(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('additionalProperties' in value)) return value;
  const { additionalProperties, ...rest } = value;
  const isOpen = JSON.stringify(additionalProperties) === '{}' && 'properties' in rest;
  return isOpen ? rest : value;
}
