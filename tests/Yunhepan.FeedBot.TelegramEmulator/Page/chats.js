"use strict";

// ---- the list of chats

function showChats() {
  const bot = state.bots[0];
  byId("bot-name").textContent = "@" + bot.username;
  const status = byId("bot-status");
  status.replaceChildren(el("span", bot.isPolling || bot.webhook ? "dot on" : "dot"), bot.webhook ? t.webhook : bot.isPolling ? t.polling : t.offline);

  const rows = state.chats.map(({ chat, last }) => {
    const row = button("chat" + (chat.id === chatId ? " on" : ""), null, () => open(chat.id));
    const picture = el("span");
    avatar(picture, chat);
    const main = el("span", "chat-main");
    const top = el("span", "chat-top");
    top.append(el("span", "chat-name", chat.title), el("span", "when", last ? time(last.sentAt) : ""));
    const line = el("span", "chat-top");
    const text = last ? (last.kind === "photo" && !last.text ? t.photo : wordsOf(last)) : statusOf(chat);
    line.append(el("span", "sub chat-line", text.replace(/\s+/g, " ").slice(0, 80)));
    if (last && last.isFromBot && chat.id !== chatId && last.messageId > (seen.get(chat.id) || 0)) line.append(el("span", "unread"));
    main.append(top, line);
    row.append(picture, main);
    const item = el("li");
    item.append(row);
    return item;
  });
  byId("chats").replaceChildren(...rows);
}

function open(id) {
  chatId = id;
  topic = null;
  shown = "";
  byId("app").classList.add("chat-open");
  byId("commands").hidden = true;
  attempt(refresh);
}

// ---- one chat

function statusLine(chat) {
  if (chat.migratedTo) return `${t.moved} ${chat.migratedTo}`;
  if (chat.isDeleted) return t.gone;
  if (chat.personIsDeactivated) return t.dead;
  const kind = { Private: t.kindPrivate, Group: t.kindGroup, Supergroup: chat.isForum ? t.kindForum : t.kindSupergroup, Channel: t.kindChannel }[chat.kind];
  return chat.kind === "Private" ? `${statusOf(chat)} · ${chat.id}` : `${kind} · ${statusOf(chat)} · ${chat.id}`;
}

// In a private chat the bot is no member of anything: the person talks to it, or has blocked it.
function statusOf(chat) {
  return (chat.kind === "Private" && t.privateStatus[chat.botStatus]) || t.status[chat.botStatus];
}

function showTopics(chat) {
  const bar = byId("topics");
  bar.hidden = chat.topics.length === 0;
  const chip = (id, name) => {
    const node = button("chip" + (topic === id ? " on" : ""), name, () => { topic = id; shown = ""; attempt(refresh); });
    return node;
  };
  bar.replaceChildren(chip(null, t.all), ...chat.topics.map((each) => chip(each.id, (each.id === 1 ? t.general : each.name) + (each.isClosed ? " 🔒" : ""))));
}

function showMessages(chat, messages) {
  const list = messages.filter((each) => topic === null || (topic === 1 ? each.threadId === null : each.threadId === topic || each.messageId === topic));
  const nodes = [];
  let lastDay = "";
  for (const message of list) {
    const today = day(message.sentAt);
    if (today !== lastDay) nodes.push(el("div", "day", lastDay = today));
    if (message.kind === "service") {
      nodes.push(el("div", "service", wordsOf(message)));
      continue;
    }
    const node = bubble(chat, message, messages);
    const before = nodes[nodes.length - 1];
    if (message.albumId && before && before.dataset.album === message.albumId) {
      before.append(node);
    } else if (message.albumId) {
      const album = el("div", "album");
      album.dataset.album = message.albumId;
      album.append(node);
      nodes.push(album);
    } else {
      nodes.push(node);
    }
  }
  const box = byId("messages");
  const wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  box.replaceChildren(...nodes);
  if (wasAtEnd || shown === "") box.scrollTop = box.scrollHeight;
  byId("empty").textContent = nodes.length === 0 ? t.start : "";
}

function bubble(chat, message, messages) {
  const wrap = el("div", "msg" + (message.isFromBot || chat.kind === "Channel" ? "" : " own") + (message.deletedAt ? " gone" : ""));
  const box = el("div", "bubble");
  if (chat.kind !== "Private") box.append(el("div", "from", message.from));
  const original = message.replyTo && messages.find((each) => each.messageId === message.replyTo);
  if (original) box.append(el("div", "reply", original.text.slice(0, 90)));
  if (message.photo) box.append(photo(message.photo));
  if (message.media) box.append(el("div", message.kind === "audio" ? "photo sound" : "photo", (message.kind === "audio" ? "🎧 " : "🎬 ") + message.media));
  const body = el("div", "body");
  format(message.text, message.entities, body);
  box.append(body);
  if (message.previewUrl) box.append(Object.assign(link(message.previewUrl), { className: "preview", textContent: message.previewUrl }));
  if (opened.has(message.messageId)) {
    for (const past of message.history) box.append(el("div", "history", `${time(past.replacedAt)}  ${past.text}`));
  }
  box.append(meta(message));
  wrap.append(box);
  if (!message.deletedAt && message.buttons.length > 0) wrap.append(keys(message));
  return wrap;
}

function meta(message) {
  const line = el("div", "meta");
  if (message.isPinned) line.append(el("span", "", "📌 " + t.pinned));
  if (message.isSilent) line.append(el("span", "", "🔕 " + t.silent));
  if (message.deletedAt) line.append(el("span", "", t.deleted));
  if (message.editedAt) {
    line.append(button("", `${t.edited} ${message.history.length}×`, () => {
      opened.has(message.messageId) ? opened.delete(message.messageId) : opened.add(message.messageId);
      shown = "x";
      attempt(refresh);
    }));
  }
  line.append(el("span", "", time(message.sentAt)));
  return line;
}

function photo(address) {
  return el("div", "photo", "🖼 " + (address.startsWith("/admin/") ? t.photo : address));
}

function keys(message) {
  const grid = el("div", "keys");
  for (const row of message.buttons) {
    const line = el("div", "key-row");
    for (const each of row) {
      if (each.url) {
        const node = link(each.url);
        node.className = "key";
        node.textContent = each.text + " ↗";
        line.append(node);
      } else {
        const node = button("key", each.text, () => press(node, message, each));
        node.disabled = !each.data;
        line.append(node);
      }
    }
    grid.append(line);
  }
  return grid;
}

async function press(node, message, each) {
  node.classList.add("busy");
  await attempt(async () => {
    const { queryId } = await ask("POST", `/chats/${chatId}/press`, { button: each.data, messageId: message.messageId });
    const answer = await ask("GET", `/callbacks/${queryId}?timeout=15`);
    if (answer.text) toast(answer.text);
  });
  node.classList.remove("busy");
}

// ---- actions in a chat

function showActions() {
  const { chat } = summaryOf(chatId);
  const act = (action, text, danger, query) => {
    const node = button(danger ? "danger" : "", text, () => attempt(async () => {
      byId("actions").hidden = true;
      const result = await ask("POST", `/chats/${chatId}/${action}${query || ""}`);
      if (result.id !== chatId) open(result.id);
    }));
    node.setAttribute("role", "menuitem");
    return node;
  };
  const isIn = ["member", "administrator", "restricted"].includes(chat.botStatus);
  const items = [];
  if (chat.kind === "Private") {
    items.push(isIn ? act("block", t.block, true) : act("unblock", t.unblock));
    items.push(act("deactivate", t.deactivate, true));
  } else {
    if (!isIn) items.push(act("add", t.add));
    if (isIn && chat.botStatus !== "administrator") items.push(act("promote", t.promote));
    if (isIn && chat.botStatus !== "restricted" && chat.kind !== "Channel") items.push(act("silence", t.silence));
    if (chat.isForum) items.push(button("", t.createTopic, () => {
      byId("actions").hidden = true;
      const name = prompt(t.topicName);
      if (name) attempt(() => ask("POST", `/chats/${chatId}/create-topic?name=${encodeURIComponent(name)}`));
    }));
    const current = chat.topics.find((each) => each.id === topic);
    if (current) {
      items.push(current.isClosed ? act("reopen-topic", t.reopenTopic, false, `?topic=${topic}`) : act("close-topic", t.closeTopic, false, `?topic=${topic}`));
      if (topic !== 1) items.push(act("delete-topic", t.deleteTopic, true, `?topic=${topic}`));
    }
    if (chat.kind === "Group" && !chat.migratedTo) items.push(act("migrate", t.migrate));
    if (isIn) items.push(act("kick", t.kick, true));
    items.push(act("delete", t.remove, true));
  }
  byId("actions").replaceChildren(...items);
}

function showCommands(filter) {
  // As a phone does: the menu of its own language, else the one for everybody.
  const all = state.bots[0].commands;
  const own = all.some((each) => each.language === language) ? language : "";
  const commands = all.filter((each) => each.language === own && ("/" + each.name).startsWith(filter));
  const rows = commands.map((each) => {
    const row = button("command", null, () => { byId("commands").hidden = true; byId("text").value = ""; say("/" + each.name); });
    row.append(el("b", "", "/" + each.name), el("span", "sub", each.description));
    return row;
  });
  byId("commands").replaceChildren(...(rows.length ? rows : [el("p", "command sub", t.noCommands)]));
}

function say(text) {
  return attempt(() => ask("POST", `/chats/${chatId}/text`, { text, threadId: topic && topic !== 1 ? topic : null }));
}
