"use strict";

// ---- the lab

function showLab(faults, ledger) {
  const figure = (name, value) => {
    const box = el("div");
    box.append(el("dt", "", name), el("dd", "", value));
    return box;
  };
  byId("figures").replaceChildren(
    figure(t.total, state.calls), figure(t.refused, state.rateLimitHits),
    figure(t.pending, state.bots[0].pendingUpdates), figure(t.waitingFaults, state.faultsWaiting));
  byId("limits").checked = state.limits.enabled;
  const waiting = faults.map((each) => {
    const row = el("li");
    row.append(el("span", "", `${each.method}: ${t.fault[each.kind] || each.kind}`), el("span", "", `× ${each.left}`));
    return row;
  });
  if (waiting.length) {
    const row = el("li");
    row.append(button("chip", t.clear, () => attempt(() => ask("DELETE", "/faults").then(refresh))));
    waiting.push(row);
  }
  byId("fault-list").replaceChildren(...waiting);
  byId("ledger").replaceChildren(...ledger.slice(-40).reverse().map((entry) => {
    const row = el("li");
    row.append(
      el("span", "at", new Date(entry.at).toLocaleTimeString("en-GB")),
      el("span", "what", `${entry.method}${entry.chatId ? " → " + entry.chatId : ""}`),
      el("span", entry.errorCode === null ? "good" : "bad", entry.errorCode === null ? "OK" : entry.errorCode || "—"));
    if (entry.description || entry.fault) row.append(el("span", "why", [entry.fault && (t.fault[entry.fault] || entry.fault), entry.description].filter(Boolean).join(" · ")));
    return row;
  }));
}

function showFaultKinds() {
  byId("fault-kinds").replaceChildren(...Object.entries(t.fault).map(([kind, name]) => button("chip", name, () => attempt(async () => {
    const seconds = Number(byId("fault-seconds").value) || 1;
    await ask("POST", "/faults", { method: byId("fault-method").value, kind, times: Number(byId("fault-times").value) || 1, retryAfter: seconds, delaySeconds: seconds });
    await refresh();
  }))));
}

// ---- keeping up

async function refresh() {
  state = await ask("GET", "/state");
  if (chatId === null && state.chats.length && matchMedia("(min-width: 701px)").matches) chatId = state.chats[0].chat.id;
  if (chatId !== null && !summaryOf(chatId)) chatId = null;
  showChats();
  const [messages, faults, ledger] = await Promise.all([
    chatId === null ? [] : ask("GET", `/chats/${chatId}/messages`),
    ask("GET", "/faults"),
    ask("GET", `/ledger?after=${Math.max(0, state.calls - 40)}`),
  ]);
  showLab(faults, ledger);
  byId("composer").hidden = chatId === null;
  byId("open-actions").hidden = chatId === null;
  if (chatId === null) {
    byId("empty").textContent = t.pick;
    return;
  }
  const { chat, last } = summaryOf(chatId);
  if (last) seen.set(chatId, last.messageId);
  avatar(byId("chat-avatar"), chat);
  byId("chat-title").textContent = chat.title;
  byId("chat-sub").textContent = statusLine(chat);
  byId("text").placeholder = { Private: t.writePrivate, Channel: t.writeChannel }[chat.kind] || t.write;
  showTopics(chat);
  const key = JSON.stringify([chatId, topic, messages, language]);
  if (key !== shown) {
    showMessages(chat, messages);
    shown = key;
  }
}

let isRefreshing = false;
let isStale = false;
async function changed() {
  if (isRefreshing) {
    isStale = true;
    return;
  }
  isRefreshing = true;
  do {
    isStale = false;
    await attempt(refresh);
  } while (isStale);
  isRefreshing = false;
}

function speak() {
  t = words[language];
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t.title;
  byId("language").textContent = language === "zh" ? "EN" : "中文";
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t[node.dataset.text];
  for (const node of document.querySelectorAll("[data-title]")) {
    node.title = t[node.dataset.title];
    node.setAttribute("aria-label", t[node.dataset.title]);
  }
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t[node.dataset.placeholder];
  showFaultKinds();
}

byId("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("emulator.language", language);
  shown = "";
  speak();
  changed();
});
byId("back").addEventListener("click", () => { byId("app").classList.remove("chat-open"); chatId = null; changed(); });
byId("open-lab").addEventListener("click", () => byId("app").classList.add("lab-open"));
byId("close-lab").addEventListener("click", () => byId("app").classList.remove("lab-open"));
byId("open-actions").addEventListener("click", (event) => {
  event.stopPropagation();
  showActions();
  byId("actions").hidden = !byId("actions").hidden;
});
document.addEventListener("click", (event) => { if (!byId("actions").contains(event.target)) byId("actions").hidden = true; });
byId("show-commands").addEventListener("click", () => { if (state === null) return; showCommands("/"); byId("commands").hidden = !byId("commands").hidden; });
byId("limits").addEventListener("change", (event) => attempt(() => ask("POST", "/limits", { ...state.limits, enabled: event.target.checked })));
byId("new-chat").addEventListener("click", () => byId("chat-dialog").showModal());
byId("chat-dialog").addEventListener("close", () => {
  const name = byId("chat-name").value.trim();
  if (byId("chat-dialog").returnValue === "ok" && name) {
    attempt(async () => open((await ask("POST", "/chats", { kind: byId("chat-kind").value, title: name })).id));
  }
  byId("chat-dialog").returnValue = "";
  byId("chat-name").value = "";
});

const box = byId("text");
box.addEventListener("input", () => {
  box.rows = Math.min(5, box.value.split("\n").length);
  const isCommand = state !== null && /^\/\w*$/.test(box.value) && state.bots[0].commands.length > 0;
  byId("commands").hidden = !isCommand;
  if (isCommand) showCommands(box.value);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("composer").requestSubmit();
  }
});
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  box.rows = 1;
  byId("commands").hidden = true;
  say(text);
});

speak();
if (chatId !== null) byId("app").classList.add("chat-open");
if (asked.has("lab")) byId("app").classList.add("lab-open");
if (asked.has("still")) {
  // For screenshots, because an open event stream keeps a headless browser waiting for ever.
  changed();
} else {
  const events = new EventSource("/admin/events");
  events.onmessage = changed;
  events.onerror = () => toast(t.lost);
}
