/** How the reference looks and behaves; see the configuration of @scalar/api-reference. */
const configuration = {
  // Nothing of the page comes from or goes to another host.
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  orderSchemaPropertiesBy: 'preserve',
  orderRequiredPropertiesFirst: true,
  documentDownloadType: 'none',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'API reference' },
};

/** What the page may load and talk to: its own host alone. The renderer sets styles of elements. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const attribute = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * The reference page. Its addresses are relative to /docs, so that it works behind whatever path the API is served at.
 * `scriptVersion` changes with the script, which browsers keep for good.
 */
export const docsPage = (scriptVersion: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference</title>
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This page needs JavaScript. The same as a document: <a href="openapi.yaml">openapi.yaml</a>.</noscript>
<script id="api-reference" data-url="openapi.json" data-configuration="${attribute(JSON.stringify(configuration))}"></script>
<script src="docs/reference.js?v=${scriptVersion}"></script>
</body>
</html>
`;
