'use strict';
// What the tests with other programs share: the service on a free port, and requests to it.
const http = require('http');
const {spawn} = require('child_process');

const started = [];

// Starts the service and resolves with where it listens.
function serve(program, config) {
  const child = spawn(program, ['serve', '--config', config], {stdio: ['ignore', 'pipe', 'pipe']});
  started.push(child);
  return new Promise((resolve, reject) => {
    let out = '', err = '';
    const timer = setTimeout(() => reject(new Error(`the service did not start:\n${out}${err}`)), 60000);
    child.stderr.on('data', (data) => { err += data; });
    child.on('exit', (code) => reject(new Error(`the service ended with ${code}:\n${out}${err}`)));
    child.stdout.on('data', (data) => {
      out += data;
      const url = /^listening (http:\/\/\S+)/m.exec(out);
      if (!url || !/^operations /m.test(out)) return;
      clearTimeout(timer);
      resolve({child, url: url[1]});
    });
  });
}

function request(base, method, target, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(base + target, {method, headers, timeout: 15000}, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString('utf8')}));
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.end(body);
  });
}

// Whatever still runs ends.
function stopAll() {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
}

module.exports = {request, serve, started, stopAll};
