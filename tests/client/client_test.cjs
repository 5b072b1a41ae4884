'use strict';
// The provider's own library against the built program: it signs webhooks that the service must take, reads the service's TwiML,
// and judges the signatures of `sayso call`. Usage: node client_test.cjs PROGRAM SOURCE_FOLDER
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const assert = require('assert');
const {spawn} = require('child_process');

if (!fs.existsSync(path.join(__dirname, 'node_modules', 'twilio'))) {
  console.log('skipped: run npm ci in tests/client first');
  process.exit(77);
}
const twilio = require('twilio');
const {parse, rebuilt} = require('./twiml.cjs');
const {request, serve: serveProgram, stopAll, started} = require('./service.cjs');

const [program, source] = process.argv.slice(2);
const publicUrl = 'https://hotline.example.org';
const token = '0123456789abcdef0123456789abcdef';
const account = 'AC0123456789abcdef0123456789abcdef';
const line = '+12025550142';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sayso-client-'));

function configure() {
  const secret = path.join(folder, 'tokens');
  fs.writeFileSync(secret, `an-older-token\n${token}\n`, {mode: 0o600});
  const file = path.join(folder, 'sayso.toml');
  fs.writeFileSync(file, `
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
public_url = "${publicUrl}"
[store]
path = "${folder}/sayso.db"
[directory]
source = "${source}/tests/data/directory"
as_of = "2026-06-20"
[content]
path = "${source}/tests/calls/content"
[privacy]
hash_key_file = "${folder}/hash.key"
[providers.twilio]
account_sid = "${account}"
auth_tokens_file = "${secret}"
`);
  return file;
}

const defaults = {CallSid: 'CAfedcba9876543210fedcba9876543210', AccountSid: account, From: '+12025550143', To: line, Caller: '+12025550143',
  CallStatus: 'in-progress', Direction: 'inbound', ApiVersion: '2010-04-01', FromCity: 'SAINT JOSÉ & SONS', FromZip: '', StirVerstat: 'TN-Validation-Passed-A'};

// A webhook as the provider sends it, signed by the provider's library.
function webhook(base, target, more = {}, signingToken = token) {
  const params = {...defaults, ...more};
  const headers = {'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'X-Twilio-Signature': twilio.getExpectedTwilioSignature(signingToken, publicUrl + target, params)};
  return request(base, 'POST', target, headers, new URLSearchParams(params).toString());
}

// The document of an answer, after the provider's library has written it again and both mean the same.
function understood(answer) {
  assert.strictEqual(answer.status, 200);
  assert.strictEqual(answer.headers['content-type'], 'text/xml; charset=utf-8');
  assert.strictEqual(answer.headers['cache-control'], 'no-store');
  assert.ok(Buffer.byteLength(answer.body) < 64 * 1024);
  const document = parse(answer.body);
  assert.deepStrictEqual(parse(rebuilt(document)), document);
  return document;
}

const targetOf = (url) => {
  const absolute = new URL(url, publicUrl);
  assert.strictEqual(absolute.origin, publicUrl);
  return absolute.pathname + absolute.search;
};

// One whole call: ZIP, script, each office answered, each outcome told.
async function wholeCall(base) {
  let target = '/voice/twilio/answer', more = {CallStatus: 'ringing'}, documents = 0, dialled = [];
  const keys = ['94110', '1', '1', '2', '3', '3'];
  for (; documents < 60; ++documents) {
    const answer = await webhook(base, target, more);
    const again = await webhook(base, target, more);
    assert.strictEqual(again.body, answer.body, 'a repeated webhook gets the same bytes');
    const document = understood(answer);
    const last = document.children[document.children.length - 1];
    if (last.name === 'Gather') {
      const asked = Number(last.attributes.timeout) > 1;
      const digits = asked ? keys.shift() ?? '' : '';
      more = {Digits: digits, msg: 'Gather End'};
    } else if (last.name === 'Dial') {
      dialled.push(last.children.length ? last.children[0].text : last.text);
      more = {DialCallStatus: 'completed', DialCallDuration: '42', DialBridged: 'true', DialCallSid: 'CA00000000000000000000000000000001'};
    } else {
      assert.strictEqual(last.name, 'Hangup');
      break;
    }
    target = targetOf(last.attributes.action);
  }
  assert.strictEqual(dialled.length, 3, `dialled ${dialled}`);
  assert.strictEqual(new Set(dialled).size, 3);
  const over = await webhook(base, '/voice/twilio/status', {CallStatus: 'completed', CallDuration: '300', SequenceNumber: '0'});
  assert.strictEqual(over.status, 204);
}

async function refusals(base) {
  const forged = await webhook(base, '/voice/twilio/answer', {CallSid: 'CA00000000000000000000000000000009'}, 'not-the-token');
  assert.strictEqual(forged.status, 403);
  assert.strictEqual(forged.body, '');
  const older = await webhook(base, '/voice/twilio/answer', {CallSid: 'CA00000000000000000000000000000008'}, 'an-older-token');
  assert.strictEqual(older.status, 200, 'both tokens of a rotation sign');
  const unsigned = await request(base, 'POST', '/voice/twilio/answer', {'Content-Type': 'application/x-www-form-urlencoded'}, 'CallSid=CA1');
  assert.strictEqual(unsigned.status, 403);
}

// `sayso call` against a line that the provider's library signs for and speaks for.
async function callsAreSignedAsTheProviderSigns(config) {
  const seen = [];
  const server = http.createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk) => { body += chunk; });
    incoming.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      const signature = incoming.headers['x-twilio-signature'];
      const valid = [token, 'an-older-token'].some((one) => twilio.validateRequest(one, signature, publicUrl + incoming.url, params));
      seen.push({target: incoming.url, valid, params});
      if (incoming.url.endsWith('/status')) return outgoing.writeHead(204).end();
      const voice = new twilio.twiml.VoiceResponse();
      if (incoming.url.endsWith('/answer')) {
        voice.gather({numDigits: 5, action: '/voice/twilio/step?n=0&x=a%20b', actionOnEmptyResult: true}).say('Your ZIP & more?');
      } else if (params.Digits) {
        voice.dial({action: '/voice/twilio/step?n=1', timeLimit: 600}).number('+12022243121');
      } else voice.say('Good-bye.');
      outgoing.writeHead(200, {'Content-Type': 'text/xml'}).end(voice.toString());
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const child = spawn(program, ['call', line, '--config', config, '--url', url, '--keys', '94110', '--dial', 'answered:33', '--json']);
  started.push(child);
  let out = '', err = '';
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { err += data; });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  server.close();
  assert.strictEqual(code, 0, err + out);
  assert.deepStrictEqual(seen.map((one) => one.valid), [true, true, true, true], JSON.stringify(seen));
  const transcript = JSON.parse(out);
  assert.strictEqual(transcript.steps[0].said, 'Your ZIP & more?');
  assert.strictEqual(transcript.steps[0].key, '94110');
  assert.deepStrictEqual(transcript.steps[1].leg, {to: '+12022243121', outcome: 'answered', seconds: 33});
  assert.strictEqual(transcript.steps[2].said, 'Good-bye.');
  assert.deepStrictEqual(transcript.steps.map((step) => [step.n, step.status]), [[0, 200], [1, 200], [2, 200]]);
  assert.strictEqual(seen[2].params.DialCallDuration, '33');
}

// `sayso call` against the service itself.
async function callsTheService(config, base) {
  const child = spawn(program, ['call', line, '--config', config, '--url', base, '--keys', '94110,1,1,1,1', '--json']);
  started.push(child);
  let out = '', err = '';
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { err += data; });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  assert.strictEqual(code, 0, err + out);
  const {steps} = JSON.parse(out);
  assert.strictEqual(steps.filter((step) => step.leg).length, 3);
  assert.ok(steps[0].said.includes('Neighbors for Water'), steps[0].said);
}

async function main() {
  const config = configure();
  await callsAreSignedAsTheProviderSigns(config);
  const {child, url} = await serveProgram(program, config);
  await wholeCall(url);
  await refusals(url);
  await callsTheService(config, url);
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  assert.strictEqual(await ended, 0, 'SIGTERM ends the service with status 0');
  console.log('the provider\'s library and the service understand each other');
}

main().then(() => 0, (error) => {
  console.error(error.stack || error);
  return 1;
}).then((code) => {
  stopAll();
  fs.rmSync(folder, {recursive: true, force: true});
  process.exit(code);
});
