'use strict';
// The Big List of Naughty Strings in every field of a topic and in every field that visitors, programs and the telephone provider
// fill in: pages that a strict HTML parser takes, with no element and no attribute but what a plain topic has; TwiML and JSON that
// say the text itself; and no answer that is the service's own failure. Usage: node naughty_test.cjs PROGRAM SOURCE_FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const assert = require('assert');
const {execFileSync} = require('child_process');

if (!fs.existsSync(path.join(__dirname, 'node_modules', 'parse5'))) {
  console.log('skipped: run npm ci in tests/client first');
  process.exit(77);
}
const naughty = require('big-list-of-naughty-strings');
const parse5 = require('parse5');
const twilio = require('twilio');
const twiml = require('./twiml.cjs');
const {request, serve, stopAll} = require('./service.cjs');

const [program, source] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sayso-naughty-'));
const publicUrl = 'https://hotline.example.org';
const token = '0123456789abcdef0123456789abcdef';
const account = 'AC0123456789abcdef0123456789abcdef';
const wrong = [];
let looks = 0;
const check = (ok, where, what) => {
  ++looks;
  if (!ok) wrong.push(`${where}: ${what}`);
};

// ---- content with one string in all its texts

const areas = [202, 212, 303, 305, 415];
const lineOf = (i) => `+1${areas[Math.floor(i / 100)]}55501${String(i % 100).padStart(2, '0')}`;  // numbers for fiction
const asScript = (text) => text.replace(/[\\[\]{}]/g, '\\$&');  // no marks of ours
const cut = (text, most) => [...text].slice(0, most).join('');

function topicWith(slug, evil) {
  const text = (word, most = 380) => ({en: `${word} ${cut(evil, most)} end`, es: `${word} ${cut(evil, most)} fin`});
  const plain = (word) => text(word).en;
  const call = {
    slug: `call-${slug}`, status: 'live', language: 'en', title: text('Call'), sponsor: text('Sponsor', 180),
    targets: [{organization: text('Office'), number: '+12026474000', say: text('Say')}],
    order: 'as listed', fallback: 'skip', caller_id: 'caller', scripts: {en: `Begin. ${asScript(evil)} Stop.`, es: `Empiezo. ${asScript(evil)} Fin.`},
  };
  const addressee = {name: text('Agency'), address: `${plain('Street')}\nTown`, foia: 'yes', note: text('Note')};
  return {
    slug, status: 'live', date: '2026-06-01', title: text('Title'), summary: text('Summary'),
    body: {en: `Begin.\n\n${evil}\n\nEnd with ${evil} inside.`, es: `Empiezo. ${evil}`},
    sources: [{publisher: plain('Publisher'), url: 'https://example.org/', title: plain('Source')}],
    people: [{name: 'Begin', definition: text('Definition')}],
    tags: [{emoji: '🌍', label: text('Tag', 40)}],
    quiz: [{question: text('Question'), answers: [text('One'), text('Two')], right: 2, explanation: text('Because')}],
    actions: [
      {type: 'civic', title: text('Action'), description: text('Description'), call},
      {type: 'transparency', title: text('Letter'), description: text('Description'),
        written: {letter: text('Please'), requests: [text('Request')], addressees: [addressee]}},
    ],
  };
}

function writeContent() {
  fs.mkdirSync(path.join(folder, 'content', 'topics'), {recursive: true});
  const write = (name, value) => fs.writeFileSync(path.join(folder, 'content', name), JSON.stringify(value));  // JSON is YAML
  naughty.forEach((evil, i) => write(`topics/naughty-${i}.yaml`, topicWith(`naughty-${i}`, evil)));
  write('topics/plain.yaml', topicWith('plain', 'plain'));
  write('lines.yaml', {lines: naughty.map((_, i) => ({number: lineOf(i), campaigns: [`call-naughty-${i}`]}))});
  execFileSync(program, ['content', 'check', path.join(folder, 'content')], {stdio: ['ignore', 'ignore', 'inherit']});
}

function configure() {
  const secret = path.join(folder, 'tokens');
  fs.writeFileSync(secret, `${token}\n`, {mode: 0o600});
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
path = "${folder}/content"
[privacy]
hash_key_file = "${folder}/hash.key"
[providers.twilio]
account_sid = "${account}"
auth_tokens_file = "${secret}"
[limits]
lookups_per_address_per_minute = 0
api_requests_per_address_per_minute = 0
api_outcomes_per_address_per_minute = 0
`);
  return file;
}

// ---- pages

// What Markdown may make of a brief.
const ofMarkdown = ['p', 'em', 'strong', 'del', 'code', 'pre', 'ul', 'ol', 'ol start', 'li', 'blockquote', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'br',
  'a', 'a href', 'a rel', 'a title', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const isLoose = (attribute) => attribute === 'href' || attribute === 'src' || attribute === 'action';
const isSafe = (url) => /^(https?:\/\/|mailto:|tel:|sms:|\/(?!\/)|#|\?|data:image\/svg)/.test(url) || /^[a-z0-9-]+(\.[a-z]+)?(#|\?|$)/.test(url);

function elementsOf(html, where) {
  const problems = [];
  const document = parse5.parse(html, {onParseError: (error) => problems.push(error.code), sourceCodeLocationInfo: false});
  check(problems.length === 0, where, `is not good HTML: ${problems.slice(0, 3)}`);
  const elements = [];
  const walk = (node) => {
    if (node.tagName) elements.push(node);
    for (const child of node.childNodes ?? []) walk(child);
    if (node.content) walk(node.content);
  };
  walk(document);
  return elements;
}

const textOf = (node) => node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join('');
// How a text stands in a page or a document: without control characters and noncharacters, blanks run together.
const shown = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '').replace(/[\s\u00a0]+/g, ' ').trim();

function marksOf(html, where) {
  const marks = new Set();
  for (const element of elementsOf(html, where)) {
    marks.add(element.tagName);
    for (const {name, value} of element.attrs) {
      marks.add(`${element.tagName} ${name}`);
      if (isLoose(name)) check(isSafe(value), where, `<${element.tagName} ${name}="${value}">`);
    }
    if (element.tagName === 'script') check(/src=\/static\//.test(element.attrs.map((a) => `${a.name}=${a.value}`).join(' ')), where, 'has a script in it');
  }
  return marks;
}

const asForm = (fields) => [{'Content-Type': 'application/x-www-form-urlencoded'}, new URLSearchParams(fields).toString()];
const views = [
  (slug) => ['GET', `/topics/${slug}`], (slug) => ['GET', `/topics/${slug}/quiz`], (slug) => ['GET', `/topics/${slug}/actions/2`],
  (slug) => ['POST', `/topics/${slug}/actions/1`, ...asForm({zip: '94110'})], (slug) => ['GET', `/topics/${slug}/actions/1/print`],
  (slug) => ['GET', `/topics/${slug}/actions/2/done`],
];

async function pages(base) {
  const allowed = new Set(ofMarkdown);
  for (const view of views) for (const mark of marksOf((await request(base, ...view('plain'))).body, 'a plain topic')) allowed.add(mark);
  for (const [i, evil] of naughty.entries()) {
    for (const view of views) {
      const [method, target, ...rest] = view(`naughty-${i}`);
      const where = `${target} (${JSON.stringify(evil).slice(0, 60)})`;
      const answer = await request(base, method, target, ...rest);
      check(answer.status === 200, where, `answered ${answer.status}`);
      for (const mark of marksOf(answer.body, where)) check(allowed.has(mark), where, `has <${mark}>`);
    }
    const page = await request(base, 'GET', `/topics/naughty-${i}`);
    const title = elementsOf(page.body, 'title').find((element) => element.tagName === 'h1');
    check(shown(textOf(title)) === shown(`Title ${evil} end`), `the title of ${i}`, `is ${JSON.stringify(textOf(title))}`);
    const program = JSON.parse((await request(base, 'GET', `/api/topics/naughty-${i}`)).body);
    check(shown(program.title) === shown(`Title ${evil} end`), `the title of ${i} for programs`, `is ${JSON.stringify(program.title)}`);
  }
  for (const target of ['/', '/feed.json', '/feed.xml', '/sitemap.xml', '/tags', '/v1/issues', '/api/topics']) {
    const answer = await request(base, 'GET', target);
    check(answer.status === 200 || (target === '/tags' && answer.status < 500), target, `answered ${answer.status}`);
    if (answer.headers['content-type'].includes('json')) JSON.parse(answer.body);
    if (answer.headers['content-type'].includes('html')) marksOf(answer.body, target);
  }
}

// ---- what visitors and programs send

async function fields(base) {
  for (const [i, evil] of naughty.entries()) {
    const coded = encodeURIComponent(evil);
    const asked = [
      ['POST', '/reps', ...asForm({zip: evil})], ['POST', '/reps', ...asForm({address: evil, place: evil, asked: '1', at: evil, zip: '91711'})],
      ['POST', '/topics/plain/actions/1', ...asForm({zip: evil, go: evil, undo: evil, wrong: evil, outcome: evil, name: evil, device: evil})],
      ['POST', '/topics/plain/quiz', ...asForm({q1: evil, a1: evil, seed: evil, results: evil, as: evil})],
      ['GET', `/topics/plain/actions/2?from=${coded}&until=${coded}&fee=${coded}&to=${coded}&as=${coded}&name=${coded}`],
      ['GET', `/search?q=${coded}`], ['GET', `/tags/${coded}`], ['GET', `/topics/${coded}`], ['GET', `/?lang=${coded}&page=${coded}`],
      ['GET', '/', {Cookie: `place=${coded}; person=${coded}`, 'Accept-Language': coded, Referer: coded}],
      ['GET', `/api/topics?q=${coded}&tag=${coded}`], ['GET', `/v1/reps?location=${coded}`],
      ['GET', `/call/create?campaignId=${coded}&userLocation=${coded}&userPhone=${coded}`],
      ['POST', '/api/representatives', {'Content-Type': 'application/json'}, JSON.stringify({zip: evil, address: evil})],
    ];
    for (const [method, target, ...rest] of asked) {
      const answer = await request(base, method, target, ...rest);
      const where = `${method} ${target} (${i}: ${JSON.stringify(evil).slice(0, 60)})`;
      check(answer.status < 500, where, `answered ${answer.status}`);
      const type = answer.headers['content-type'] ?? '';
      if (type.includes('html')) marksOf(answer.body, where);
      if (type.includes('json')) JSON.parse(answer.body);
    }
  }
}

// ---- the phone

const sid = (n) => `CA${n.toString(16).padStart(32, '0')}`;
async function webhook(base, target, more) {
  const params = {AccountSid: account, CallStatus: 'in-progress', Direction: 'inbound', ApiVersion: '2010-04-01', ...more};
  return await request(base, 'POST', target, {'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'X-Twilio-Signature': twilio.getExpectedTwilioSignature(token, publicUrl + target, params)}, new URLSearchParams(params).toString());
}

const spoken = (element) => (element.name === 'Say' ? `${element.text} ` : '') + element.children.map(spoken).join('');
const next = (document) => {
  const last = document.children[document.children.length - 1];
  const url = new URL(last.attributes.action ?? last.text, publicUrl);
  return url.pathname + url.search;
};

// A call on the line of each topic, in which the provider tells the same string about the caller; and what was heard on the way.
async function calls(base) {
  for (const [i, evil] of naughty.entries()) {
    const where = `the call about ${i} (${JSON.stringify(evil).slice(0, 60)})`;
    const told = {CallSid: sid(i + 1), To: lineOf(i), From: lineOf((i + 1) % naughty.length), FromCity: evil, FromState: evil, FromZip: evil, CallerName: evil, ForwardedFrom: evil};
    let target = '/voice/twilio/answer', heard = '', more = {CallStatus: 'ringing'};
    for (let step = 0; step < 12; ++step) {
      const answer = await webhook(base, target, {...told, ...more});
      if (answer.status !== 200) {
        check(false, where, `answered ${answer.status} to step ${step}`);
        break;
      }
      const document = twiml.parse(answer.body);
      assert.deepStrictEqual(twiml.parse(twiml.rebuilt(document)), document);
      heard += spoken(document);
      const last = document.children[document.children.length - 1];
      if (last.name === 'Hangup') break;
      more = last.name === 'Dial' ? {DialCallStatus: 'completed', DialCallDuration: '9', DialCallSid: evil}
        : step === 1 ? {SpeechResult: evil, Confidence: evil, Digits: evil} : {Digits: step === 2 ? '94110' : '1', msg: evil};
      target = next(document);
    }
    // The ear hears letters of whatever style; a ligature of whole words (U+FDFA) is a sign to it.
    const plainly = (text) => shown(text).normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
    if (/^[\p{L} ]*$/u.test(evil) && evil !== '\ufdfa') check(plainly(heard).includes(plainly(`Begin. ${evil} Stop.`)), where, `says ${JSON.stringify(heard)}`);
    check(heard.includes('Begin.'), where, `never says the script: ${JSON.stringify(heard)}`);
  }
}

async function main() {
  writeContent();
  const {child, url} = await serve(program, configure());
  await pages(url);
  await fields(url);
  await calls(url);
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  assert.strictEqual(await ended, 0, 'SIGTERM ends the service with status 0');
  for (const one of wrong.slice(0, 40)) console.error(one);
  assert.strictEqual(wrong.length, 0, `${wrong.length} of ${looks} looks found something wrong`);
  console.log(`${naughty.length} strings everywhere: ${looks} looks, nothing wrong`);
}

main().then(() => 0, (error) => {
  console.error(error.stack || error);
  return 1;
}).then((code) => {
  stopAll();
  fs.rmSync(folder, {recursive: true, force: true});
  process.exit(code);
});
