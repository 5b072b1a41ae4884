'use strict';
// Reads a TwiML document into elements, and builds it again with the provider's own library: what that library cannot say, a
// provider does not understand.
const twilio = require('twilio');

const entities = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
const unescaped = (text) => text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+|);?/g, (whole, name) => {
  if (!whole.endsWith(';')) throw new Error(`a bare & in "${text}"`);
  if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return String.fromCodePoint(parseInt(name.slice(1), 10));
  if (!(name in entities)) throw new Error(`unknown entity ${whole}`);
  return entities[name];
});

function attributesOf(text) {
  const attributes = {};
  const rest = text.replace(/\s+([A-Za-z]+)="([^"<]*)"/g, (whole, name, value) => {
    if (name in attributes) throw new Error(`attribute ${name} twice`);
    attributes[name] = unescaped(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`attributes cannot be read: ${text}`);
  return attributes;
}

// {name, attributes, text, children} of the Response; throws on anything that is not well-formed.
function parse(body) {
  const xml = body.replace(/^<\?xml [^?]*\?>\s*/, '');
  const root = {name: '', attributes: {}, text: '', children: []};
  const open = [root];
  const token = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 40)}`);
    const [, closing, name, attributes, empty, text] = match;
    const top = open[open.length - 1];
    if (text !== undefined) top.text += unescaped(text);
    else if (closing) {
      if (open.pop().name !== name) throw new Error(`</${name}> closes something else`);
    } else {
      const element = {name, attributes: attributesOf(attributes), text: '', children: []};
      top.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error('an element is not closed');
  if (root.children.length !== 1 || root.children[0].name !== 'Response') throw new Error('the root is not one Response');
  return root.children[0];
}

const takesText = new Set(['Say', 'Play', 'Redirect', 'Number']);

function addTo(parent, element) {
  const method = element.name[0].toLowerCase() + element.name.slice(1);
  if (typeof parent[method] !== 'function') throw new Error(`the library knows no <${element.name}> here`);
  const added = takesText.has(element.name) ? parent[method](element.attributes, element.text) : parent[method](element.attributes);
  for (const child of element.children) addTo(added, child);
}

// The same document, written by the provider's library.
function rebuilt(response) {
  const voice = new twilio.twiml.VoiceResponse();
  for (const element of response.children) addTo(voice, element);
  return voice.toString();
}

module.exports = {parse, rebuilt};
