"use strict";
// Every node is built with textContent, so that no text of a bot or a person becomes markup.

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
let language = asked.get("lang") || localStorage.getItem("emulator.language") || (navigator.language.startsWith("zh") ? "zh" : "en");
if (!words[language]) language = "en";
let t = words[language];
let state = null;
let chatId = Number(asked.get("chat")) || null;
let topic = null;
let opened = new Set();
let seen = new Map();
let shown = "";

function el(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function button(className, text, onClick) {
  const node = el("button", className, text);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

async function ask(method, path, body) {
  const response = await fetch("/admin" + path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = await response.json();
  if (!response.ok) throw new Error(json.error || response.statusText);
  return json;
}

async function attempt(work) {
  try {
    await work();
  } catch (fault) {
    toast(fault.message);
  }
}

let toastTimer;
function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, 4000);
}

const time = (iso) => new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false });
const day = (iso) => new Date(iso).toLocaleDateString(language, { month: "long", day: "numeric" });
const hue = (id) => "hue" + (Math.abs(Number(id)) % 6);
const summaryOf = (id) => state.chats.find((each) => each.chat.id === id);

function avatar(node, chat) {
  node.className = "avatar " + hue(chat.id);
  node.textContent = [...chat.title][0] || "?";
}

// ---- text with entities: nested ranges become nested nodes

function format(text, entities, parent) {
  build(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), parent);
}

function build(text, from, to, entities, parent) {
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    if (entity.offset < at || entity.offset >= to) continue;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) parent.append(text.slice(at, entity.offset));
    const node = nodeOf(entity, text.slice(entity.offset, end));
    build(text, entity.offset, end, entities.slice(i + 1).filter((inner) => inner.offset < end), node);
    parent.append(node);
    at = end;
  }
  if (at < to) parent.append(text.slice(at, to));
}

const plainTags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "span" };

function nodeOf(entity, words) {
  if (plainTags[entity.type]) return el(plainTags[entity.type]);
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(words.includes("://") ? words : "http://" + words);
  if (entity.type === "bot_command") {
    const node = el("a", "link");
    node.href = "#";
    node.addEventListener("click", (event) => { event.preventDefault(); say(words); });
    return node;
  }
  if (entity.type === "spoiler") {
    const node = el("span", "spoiler");
    node.addEventListener("click", () => node.classList.toggle("open"));
    return node;
  }
  return el("span", "link");
}

function link(address) {
  const node = el("a");
  if (/^https?:\/\//i.test(address)) {
    node.href = address;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
  }
  node.title = address;
  return node;
}

function wordsOf(message) {
  if (message.kind !== "service") return message.text;
  const begin = Object.keys(t.service).find((each) => message.text.startsWith(each));
  return begin ? t.service[begin] + message.text.slice(begin.length) : message.text;
}
