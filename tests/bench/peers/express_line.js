'use strict';
// The line as one would write it with Express, Twilio's library and node-sqlite3.
// Environment: LINE_PORT, LINE_DATABASE, LINE_PEOPLE (the file of people.py), LINE_TOKEN, LINE_PUBLIC_URL.
const fs = require('fs');
const path = require('path');
const express = require('express');
const sqlite3 = require('sqlite3');
const twilio = require('twilio');

const words = JSON.parse(fs.readFileSync(path.join(__dirname, 'words.json'), 'utf8'));
const publicUrl = process.env.LINE_PUBLIC_URL;
const voice = 'Polly.Joanna-Neural';

const people = new Map();
for (const line of fs.readFileSync(process.env.LINE_PEOPLE, 'utf8').trimEnd().split('\n')) {
  const [zip, city, state, ...fields] = line.split('\t');
  const split = fields.indexOf('');
  const persons = (list) => list.map((field) => field.split('|'));
  people.set(zip, {city, state, members: persons(fields.slice(0, split)), senators: persons(fields.slice(split + 1))});
}

// One connection writes. What arrives while a commit is on its way to the disk shares the next one.
const db = new sqlite3.Database(process.env.LINE_DATABASE);
db.serialize();
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
db.exec(fs.readFileSync(path.join(__dirname, 'schema.sql'), 'utf8'));

let waiting = [];
let committing = false;

function write(statements) {
  return new Promise((resolve, reject) => {
    waiting.push({statements, resolve, reject});
    if (!committing) commit();
  });
}

function commit() {
  if (waiting.length === 0) return;
  committing = true;
  const group = waiting;
  waiting = [];
  db.run('BEGIN IMMEDIATE');
  for (const job of group) {
    for (const [statement, values] of job.statements) statement.run(values, (error) => { job.error = job.error || error; });
  }
  db.run('COMMIT', (error) => {
    committing = false;
    for (const job of group) {
      if (error || job.error) job.reject(error || job.error);
      else job.resolve();
    }
    commit();
  });
}

const insertCall = db.prepare('INSERT INTO calls (sid, n, state, answered) VALUES (?, 0, ?, ?) ON CONFLICT DO NOTHING');
const insertStep = db.prepare('INSERT INTO steps (sid, n, at, event) VALUES (?, ?, ?, ?)');
const updateCall = db.prepare('UPDATE calls SET n = ?, state = ?, ended = ? WHERE sid = ? AND n = ? - 1');
const insertLeg = db.prepare('INSERT INTO legs (sid, target, number, result) VALUES (?, ?, ?, ?)');
const insertStatus = db.prepare('INSERT INTO statuses (sid, status, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
const selectCall = db.prepare('SELECT n, state FROM calls WHERE sid = ?');

const find = (sid) =>
  new Promise((resolve, reject) => selectCall.get(sid, (error, row) => (error ? reject(error) : resolve(row))));

const named = (person) => `${person[0]} ${person[1]}`;
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const action = (n) => `${publicUrl}/voice/twilio/step?n=${n}`;

function say(document, sentences, values = {}) {
  for (const sentence of sentences) document.say({voice}, filled(sentence, values));
}

function gather(response, n, numDigits, timeout, finishOnKey = '') {
  return response.gather(
      {input: 'dtmf', action: action(n), method: 'POST', numDigits, finishOnKey, timeout, actionOnEmptyResult: true});
}

function documentOf(state, n) {
  const response = new twilio.twiml.VoiceResponse();
  switch (state.step) {
    case 'ask_zip':
    case 'bad_zip':
      say(gather(response, n, 5, 6, '#'), words[state.step]);
      break;
    case 'which': {
      const asked = gather(response, n, 1, 6);
      asked.say({voice}, words.which);
      state.candidates.forEach((person, i) => say(asked, [words.which_one], {person: named(person), key: i + 1}));
      asked.say({voice}, words.which_none);
      break;
    }
    case 'script': {
      const first = state.targets[0];
      say(gather(response, n, 1, 6), words.script,
          {city: state.city, state: state.state, count: state.targets.length, people: state.targets.map(named).join(', '),
           first: `${first[0]} ${first[2]}`});
      break;
    }
    case 'announce': {
      const which = state.at === 0 ? 'first' : state.at === state.targets.length - 1 ? 'last' : 'next';
      say(gather(response, n, 1, 1), words.announce, {which, person: named(state.targets[state.at])});
      break;
    }
    case 'calling':
      response.dial({action: action(n), method: 'POST', timeout: 28, timeLimit: 1200, hangupOnStar: true})
          .number(state.targets[state.at][3]);
      break;
    case 'outcome':
    case 'try_again':
      say(gather(response, n, 1, 6), words[state.step]);
      break;
    default:
      say(response, words[state.step], {count: state.reached || 0});
      response.hangup();
  }
  return response;
}

function forward(state) {
  state.at += 1;
  state.step = state.at < state.targets.length ? 'announce' : 'thanks';
}

function choose(state, member) {
  const home = people.get(state.zip);
  return {step: 'script', city: home.city, state: home.state, targets: [member, ...home.senators], at: 0, reached: 0};
}

// Where the caller's keys or the dial's result lead; and the leg that ended, if one did.
function nextState(before, form) {
  let state = before;
  let leg = null;
  const digits = form.Digits || '';
  switch (state.step) {
    case 'ask_zip':
    case 'bad_zip': {
      const home = people.get(digits);
      if (!home) state.step = 'bad_zip';
      else if (home.members.length > 1) state = {step: 'which', zip: digits, candidates: home.members.slice(0, 8)};
      else state = choose({zip: digits}, home.members[0]);
      break;
    }
    case 'which': {
      const member = state.candidates[Number(digits) - 1];
      if (member) state = choose(state, member);
      break;
    }
    case 'script':
      if (digits === '1' || digits === '9') state.step = 'announce';
      break;
    case 'announce':
      state.step = 'calling';
      if (digits === '9') forward(state);
      break;
    case 'calling':
      if (form.DialCallStatus) {
        state.step = form.DialCallStatus === 'completed' ? 'outcome' : 'try_again';
        leg = [state.at, state.targets[state.at][3], form.DialCallStatus];
      }
      break;
    case 'outcome':
      if (digits === '1' || digits === '2') state.reached += 1;
      forward(state);
      break;
    case 'try_again':
      if (digits === '1') state.step = 'announce';
      else forward(state);
      break;
    default:
  }
  return {state, leg};
}

const xml = (response, document) => response.type('text/xml').send(document.toString());
const seconds = () => Math.floor(Date.now() / 1000);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.urlencoded({extended: false}));
app.use((request, response, next) => {
  const valid = twilio.validateRequest(
      process.env.LINE_TOKEN, request.get('X-Twilio-Signature') || '', publicUrl + request.originalUrl, request.body);
  if (valid) next();
  else response.status(403).end();
});

app.post('/voice/twilio/answer', async (request, response, next) => {
  try {
    const sid = request.body.CallSid;
    const state = {step: 'ask_zip'};
    await write([[insertCall, [sid, JSON.stringify(state), seconds()]], [insertStep, [sid, 0, seconds(), 'answered']]]);
    xml(response, documentOf(state, 0));
  } catch (error) {
    next(error);
  }
});

app.post('/voice/twilio/step', async (request, response, next) => {
  try {
    const sid = request.body.CallSid;
    const n = Number(request.query.n);
    const row = await find(sid);
    if (!row) return xml(response, documentOf({step: 'unknown'}, n));
    if (row.n !== n) return xml(response, documentOf(JSON.parse(row.state), row.n));
    const {state, leg} = nextState(JSON.parse(row.state), request.body);
    const ended = state.step === 'thanks' ? seconds() : null;
    const statements = [[updateCall, [n + 1, JSON.stringify(state), ended, sid, n + 1]],
                        [insertStep, [sid, n + 1, seconds(), state.step]]];
    if (leg) statements.push([insertLeg, [sid, ...leg]]);
    await write(statements);
    return xml(response, documentOf(state, n + 1));
  } catch (error) {
    return next(error);
  }
});

app.post('/voice/twilio/status', async (request, response, next) => {
  try {
    await write([[insertStatus, [request.body.CallSid, request.body.CallStatus, seconds()]]]);
    response.status(204).end();
  } catch (error) {
    next(error);
  }
});

const server = app.listen(Number(process.env.LINE_PORT), '127.0.0.1', () => console.log('listening'));
server.keepAliveTimeout = 60000;
