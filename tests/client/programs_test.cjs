'use strict';
// The interfaces for other programs against the built service: the description is valid OpenAPI 3.1 by a checker of others, the
// answers over the wire are what it says by a JSON Schema checker of others, and programs made for 5 Calls and CallPower find what
// they read. Usage: node programs_test.cjs PROGRAM SOURCE_FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const assert = require('assert');

if (!fs.existsSync(path.join(__dirname, 'node_modules', '@seriousme'))) {
  console.log('skipped: run npm ci in tests/client first');
  process.exit(77);
}
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const {request, serve, stopAll} = require('./service.cjs');

const [program, source] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sayso-programs-'));
const token = 'a-token-of-a-partner';

function configure() {
  const tokens = path.join(folder, 'tokens');
  fs.writeFileSync(tokens, `${token}\n`, {mode: 0o600});
  const file = path.join(folder, 'sayso.toml');
  fs.writeFileSync(file, `
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
public_url = "https://sayso.example"
[store]
path = "${folder}/sayso.db"
[directory]
source = "${source}/tests/data/directory"
as_of = "2026-06-20"
[content]
path = "${source}/tests/calls/content"
[privacy]
hash_key_file = "${folder}/hash.key"
[api]
tokens_file = "${tokens}"
[limits]
api_outcomes_per_address_per_minute = 12
`);
  return file;
}

const json = (answer) => JSON.parse(answer.body);
const form = (fields) => [{'Content-Type': 'application/x-www-form-urlencoded'}, new URLSearchParams(fields).toString()];
const asJson = (value) => [{'Content-Type': 'application/json'}, JSON.stringify(value)];

// ---- the description

async function descriptionIsValid(document) {
  const {Validator} = await import('@seriousme/openapi-schema-validator');
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
  assert.strictEqual(validator.version, '3.1');
}

// Closes every object that lists its members, so that what is not described is wrong; null beside a reference stays.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const made = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  if (made.type === 'object' && made.properties && !('additionalProperties' in made)) made.additionalProperties = false;
  return made;
}

function checkerOf(document) {
  const ajv = new Ajv({strict: true, allowUnionTypes: true, allErrors: true});
  addFormats(ajv);
  ajv.addSchema({$id: 'sayso', components: {schemas: closed(document.components.schemas)}}, 'sayso');
  ajv.addKeyword('components');
  return (schema) => ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"sayso#/components')));
}

async function answersAreAsDescribed(base, document) {
  const compiled = checkerOf(document);
  const slug = json(await request(base, 'GET', '/api/topics', {})).topics[0].slug;
  const issue = json(await request(base, 'GET', '/v1/issues', {}))[0].id;
  const ask = [
    ['get', '/api/openapi.json'], ['get', '/api/topics', '/api/topics?per_page=1'], ['get', '/api/topics/{slug}', `/api/topics/${slug}`],
    ['get', '/api/topics/{slug}', '/api/topics/none'], ['get', '/api/counts'], ['get', '/api/lines'],
    ...['94110', '91711', '94544', '42223', '20001', '12345', '9411', '09007'].flatMap((zip) => [
      ['get', '/v1/reps', `/v1/reps?location=${zip}`], ['post', '/api/representatives', '/api/representatives', ...asJson({zip})],
      ['post', '/api/actions/{slug}/{n}/targets', `/api/actions/${slug}/1/targets`, ...asJson({zip})]]),
    ['get', '/v1/representatives', '/v1/representatives?location=94110'], ['get', '/v1/issues'],
    ['get', '/v1/representatives', '/v1/representatives?location=94110', {'X-5Calls-Token': token}],
    ['get', '/v1/issue/{id}/script', `/v1/issue/${issue}/script?location=94110`], ['get', '/v1/report'],
    ['post', '/v1/report', '/v1/report', ...form({issueid: issue, contactid: 'own-senators', result: 'contact', callerid: 'a'})],
    ['post', '/v1/report', '/v1/report', ...form({issueid: issue})],
    ['get', '/call/create', `/call/create?campaignId=${issue}&userLocation=94110`], ['get', '/call/create'], ['post', '/create'], ['post', '/call/create', '/call/create', ...form({campaignId: issue})],
    ['get', '/create', `/create?campaignId=${issue}`], ['get', '/api/campaign/{id}/count.json', `/api/campaign/${issue}/count.json`],
    ...['embed.js', 'CallPowerForm.js', 'embed_iframe.html'].map((file) => ['get', `/api/campaign/{id}/${file}`, `/api/campaign/${issue}/${file}`]),
    ['post', '/api/outcomes', '/api/outcomes', ...asJson({topic: slug, action: 1, target: 'own-senators', outcome: 'reached'})],
    ['post', '/api/outcomes', '/api/outcomes', ...asJson([])],
  ];
  const met = new Set();
  for (const [method, route, target = route, headers = {}, body] of ask) {
    const answer = await request(base, method.toUpperCase(), target, headers, body);
    const where = `${method} ${target} ${answer.status}: ${answer.body.slice(0, 2000)}`;
    const described = document.paths[route][method].responses[answer.status];
    assert.ok(described, where);
    const content = described.content?.[answer.headers['content-type']];
    assert.ok(content || (!described.content && !answer.body), where);
    const check = content ? compiled(content.schema) : () => true;
    assert.ok(check(answer.headers['content-type']?.includes('json') ? json(answer) : answer.body), `${where}\n${JSON.stringify(check.errors)}`);
    assert.strictEqual(answer.headers['access-control-allow-origin'], '*', where);
    for (const name of Object.keys(described.headers)) assert.ok(answer.headers[name.toLowerCase()], `${name} in ${where}`);
    met.add(`${method} ${route}`);
  }
  const all = Object.entries(document.paths).flatMap(([route, methods]) => Object.keys(methods).map((method) => `${method} ${route}`));
  assert.deepStrictEqual(all.filter((one) => !met.has(one)), [], 'every described route was asked');
}

// ---- programs made for others

// What 5 Calls' iOS program cannot do without (it throws when a member is missing or of another type).
async function fiveCallsPrograms(base) {
  const contacts = json(await request(base, 'GET', '/v1/reps?location=94110', {'X-Caller-ID': 'a-random-uuid'}));
  const text = (value, names) => names.forEach((name) => assert.strictEqual(typeof value[name], 'string', name));
  text(contacts, ['location', 'state', 'district']);
  for (const name of ['lowAccuracy', 'isSplit']) assert.strictEqual(typeof contacts[name], 'boolean');
  for (const one of contacts.representatives) {
    text(one, ['id', 'area', 'name', 'party', 'phone', 'photoURL', 'reason', 'state']);
    assert.match(one.phone, /^\d{3}-\d{3}-\d{4}$/);
    one.field_offices.forEach((office) => text(office, ['phone', 'city']));
  }
  const issues = json(await request(base, 'GET', '/v1/issues?state=CA', {}));
  assert.ok(issues.length > 0);
  for (const one of issues) {
    text(one, ['meta', 'name', 'slug', 'reason', 'script', 'contactType']);
    assert.ok(Number.isInteger(one.id));
    assert.strictEqual(typeof one.active, 'boolean');
    assert.match(one.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    one.outcomeModels.forEach((outcome) => text(outcome, ['label', 'status']));
    one.categories.forEach((category) => text(category, ['name']));
  }
  const issue = issues.find((one) => one.contactAreas.includes('US House'));
  const contact = contacts.representatives.find((one) => one.area === 'US House');
  const ids = contacts.representatives.map((one) => one.id);
  const scripts = json(await request(base, 'GET', `/v1/issue/${issue.id}/script?contact_ids=${ids.join(',')}&location=94110&name=Ana`, {}));
  assert.deepStrictEqual(Object.keys(scripts).sort(), [...ids].sort());
  Object.values(scripts).forEach((script) => assert.ok(script.includes('Ana') || script.length > 20));
  const before = json(await request(base, 'GET', `/v1/report?issueID=${issue.id}`, {}));
  assert.ok(Number.isInteger(before.count) && typeof before.donateOn === 'boolean' && Number.isInteger(before.issueCount));
  const report = {issueid: issue.id, contactid: contact.id, via: 'ios', callerid: 'a-random-uuid', phone: contact.phone};
  for (const result of ['unavailable', 'voicemail', 'contact']) {
    const [headers, body] = form({...report, result});
    assert.strictEqual((await request(base, 'POST', '/v1/report', headers, body)).status, 200, result);
  }
  assert.strictEqual((await request(base, 'GET', '/v1/reps?location=nowhere+at+all', {})).status, 400, '400 is a bad address');
}

// A page made for CallPower, with another host and without a field for the visitor's number.
async function callPowerPage(base) {
  const campaign = json(await request(base, 'GET', '/v1/issues', {})).find((one) => one.contactAreas.length > 0);
  const query = new URLSearchParams({campaignId: campaign.id, userLocation: '94110', userCountry: 'US', ref: 'page'});
  const answer = json(await request(base, 'GET', `/call/create?${query}`, {Origin: 'https://elsewhere.example'}));
  assert.strictEqual(answer.campaign, 'live');
  assert.ok(answer.script.startsWith('<'));
  answer.targets.objects.forEach((target) => assert.match(target.phone, /^\+1\d{10}$/));
  const count = json(await request(base, 'GET', `/api/campaign/${campaign.id}/count.json`, {}));
  assert.ok(Number.isInteger(count.completed));
}

async function limits(base) {
  const [headers, body] = form({issueid: 'none'});
  let answer;
  for (let i = 0; i < 20 && (!answer || answer.status !== 429); ++i) answer = await request(base, 'POST', '/v1/report', headers, body);
  assert.strictEqual(answer.status, 429);
  assert.match(answer.headers['retry-after'], /^\d+$/);
  assert.match(answer.headers['ratelimit-policy'], /^"requests";q=\d+;w=60, "outcomes";q=12;w=60$/);
  assert.match(answer.headers.ratelimit, /^"requests";r=\d+;t=\d+, "outcomes";r=0;t=\d+$/);
  assert.strictEqual((await request(base, 'GET', '/v1/report', {})).status, 200, 'reading goes on');
}

async function main() {
  const {child, url} = await serve(program, configure());
  const document = json(await request(url, 'GET', '/api/openapi.json', {}));
  await descriptionIsValid(document);
  await answersAreAsDescribed(url, document);
  await fiveCallsPrograms(url);
  await callPowerPage(url);
  await limits(url);
  child.removeAllListeners('exit');
  console.log('what is described is what is answered');
}

main().then(() => 0, (error) => {
  console.error(error.stack || error);
  return 1;
}).then((code) => {
  stopAll();
  fs.rmSync(folder, {recursive: true, force: true});
  process.exit(code);
});
