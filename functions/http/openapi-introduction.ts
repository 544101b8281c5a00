/** The first page of the reference: what holds for all operations. */
export const introduction = `
Give it the URL of a page and get a picture of it as JPEG, PNG, WebP or AVIF, or a PDF, on a CDN. The API is that of Shotbot, version 2: its clients work after changing the host.

1. \`POST /capture\` with your key and a URL answers at once with a \`token\`.
2. \`GET /capture/{token}\` about every 2 seconds, until \`status\` is \`done\` or \`failed\`.
3. \`image\` is the address of the file, \`preview\` that of a small WebP of it. Both can be known before: \`{static}/{t[0]}/{t[0..1]}/{t}.{ext}\`, with \`t\` the token in its own letter case and \`ext\` one of jpg, png, webp, avif, pdf (webp for \`webp_lossless\`, too); the preview is \`{t}_p.webp\` in the same folder.

Send a \`callback_url\` to get the result sent to you instead of asking for it, and \`private\` for a file that is not on the CDN.

## Keys

The API key, 12 letters and digits, is \`key\` in the JSON body of each POST. A header \`Authorization: Bearer <key>\` may take its place. Keep it on your server: a key in a web page is everybody's. The token of a capture is a bearer as well: who holds it can read the status and the result.

## How a request is judged

In this order, and the first stage that fails answers, with all of its fields: size of the body (413), content type (415), JSON (400), key (401), rate (429), repetition of an idempotency key, shape (400), URLs (422), what the plan may send (403). Only then is a \`preset\` filled in and are the sizes computed, so a free preset may set what a free account may not send itself. How many jobs a batch has is judged with its shape.

- Bodies are JSON objects of at most 4 MB in UTF-8, with at most 100 arrays and objects in one another. The content type is \`application/json\` or left out.
- Types are strict: \`"true"\`, \`"1280"\` and \`1\` are no boolean, number and boolean. \`null\` is a value of \`color_scheme\` alone. A number is judged by its value, however it is written: \`1280.0\` and \`1.28e3\` are the integer 1280, and 1280.5 is none.
- When a name occurs twice in an object, the last one counts, as in every common JSON parser.
- Texts are Unicode: NUL and lone surrogates are refused.
- Unknown fields are ignored, and named in \`warnings\`; so are unknown fields of a cookie or of \`http_auth\`.
- \`wait\` is read as \`wait_time\`, and \`full_page\` as \`fullpage\`; the option's own name wins when both are there.
- An empty \`preset\`, \`frame\`, \`dismiss_cookies\`, \`selector\`, \`scroll_to\` or \`callback_secret\`, and an empty list of cookies, ask for nothing.

## Errors

\`{"error": code, "detail": sentence}\`: the code is one of a closed set, the sentence is for people and names the fields with their valid values. \`fields\` names all offending fields of a 400 \`invalid_parameter\` and of a 403. Paths that do not exist answer 404, other methods 405 with \`Allow\`, both in the same shape.

## Limits

- 50 requests a second for each account, in bursts of 200, and 30 wrong keys a minute from one address; beyond that 429 with \`Retry-After\`.
- \`url\` and \`callback_url\`: 2,048 characters, public hosts, no user and password, none of the ports that browsers refuse. Selectors: 500 characters. A cookie: 4,096 bytes in name and value. Parts of \`http_auth\`: 256 characters.
- A page has 30 seconds to begin to answer, and a capture 60 seconds and its \`wait_time\` in all. Trouble that may pass is tried three times.
- Times are in Unix seconds.
`.trim();
