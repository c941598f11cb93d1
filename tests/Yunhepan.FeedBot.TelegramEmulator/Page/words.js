"use strict";
// The page in two languages.

const words = {
  zh: {
    title: "Telegram 模拟器", newChat: "新建聊天", lab: "实验台", back: "返回", actions: "操作", commands: "命令", send: "发送", close: "关闭",
    write: "以成员身份发言，/ 开头为命令", writePrivate: "发消息，/ 开头为命令", writeChannel: "以频道名义发布，/ 开头为命令", figures: "数字", faults: "制造故障", faultsHint: "接下来 N 次调用将按所选方式失败。",
    method: "方法", times: "次数", seconds: "秒", limits: "限速", limitsHint: "按 Telegram 的速度限制拒绝（30 条/秒，每聊天约 1 条/秒，群 20 条/分）",
    calls: "最近的调用", kind: "类型", kindPrivate: "私聊", kindGroup: "普通群", kindSupergroup: "超级群", kindForum: "论坛（话题群）", kindChannel: "频道",
    name: "名称", cancel: "取消", create: "创建", polling: "机器人在线（长轮询）", webhook: "机器人在线（Webhook）", offline: "等待机器人连接…",
    edited: "已编辑", deleted: "已删除", silent: "静音", pinned: "置顶", pending: "待取更新", refused: "429 次数", waitingFaults: "待触发故障",
    total: "调用总数", clear: "清除故障", start: "点按 /start 开始与机器人对话", pick: "选择左侧的一个聊天", all: "全部", general: "综合",
    block: "屏蔽机器人", unblock: "解除屏蔽", kick: "移出机器人", add: "加入机器人", promote: "设机器人为管理员", silence: "禁言机器人",
    migrate: "升级为超级群", createTopic: "新建话题…", closeTopic: "关闭本话题", reopenTopic: "重开本话题", deleteTopic: "删除本话题",
    deactivate: "注销此人账号", remove: "解散此群", topicName: "话题名称", noCommands: "机器人还没有设置命令", members: "成员身份", photo: "图片",
    status: { member: "机器人：成员", administrator: "机器人：管理员", kicked: "机器人：已被屏蔽或移出", left: "机器人：不在此聊天", restricted: "机器人：被禁言" },
    privateStatus: { member: "与机器人私聊", kicked: "已屏蔽机器人", left: "还没有开始聊天" },
    gone: "此群已解散", dead: "账号已注销", moved: "已升级为", lost: "与模拟器的连接断开，正在重连…", answered: "机器人没有附带文字",
    fault: { TooManyRequests: "429 过快", InternalServerError: "500", BadGatewayHtml: "502 网页", Timeout: "超时·未收", TimeoutAfterAccept: "超时·已收", Slow: "缓慢", ResetBeforeAccept: "断线·未收", ResetAfterAccept: "断线·已收" },
    service: { "topic created: ": "新话题：", "upgraded to the supergroup ": "已升级为超级群 ", "upgraded from the group ": "由普通群升级而来 " },
  },
  en: {
    title: "Telegram emulator", newChat: "New chat", lab: "Lab", back: "Back", actions: "Actions", commands: "Commands", send: "Send", close: "Close",
    write: "Write as a member; / begins a command", writePrivate: "Message; / begins a command", writeChannel: "Post to the channel; / begins a command", figures: "Figures", faults: "Make it fail", faultsHint: "The next N calls fail in the chosen way.",
    method: "Method", times: "Times", seconds: "Seconds", limits: "Rate limits", limitsHint: "Refuse what Telegram would refuse (30/s, about 1/s per chat, 20/min per group)",
    calls: "Latest calls", kind: "Kind", kindPrivate: "Private chat", kindGroup: "Basic group", kindSupergroup: "Supergroup", kindForum: "Forum (topics)", kindChannel: "Channel",
    name: "Name", cancel: "Cancel", create: "Create", polling: "Bot is online (long poll)", webhook: "Bot is online (webhook)", offline: "Waiting for the bot to connect…",
    edited: "edited", deleted: "deleted", silent: "silent", pinned: "pinned", pending: "Updates waiting", refused: "429s provoked", waitingFaults: "Faults waiting",
    total: "Calls in all", clear: "Clear faults", start: "Send /start to talk to the bot", pick: "Choose a chat", all: "All", general: "General",
    block: "Block the bot", unblock: "Unblock the bot", kick: "Remove the bot", add: "Add the bot", promote: "Make the bot an administrator", silence: "Mute the bot",
    migrate: "Upgrade to a supergroup", createTopic: "New topic…", closeTopic: "Close this topic", reopenTopic: "Reopen this topic", deleteTopic: "Delete this topic",
    deactivate: "Delete this person's account", remove: "Delete this group", topicName: "Name of the topic", noCommands: "The bot has set no commands yet", members: "member", photo: "photo",
    status: { member: "bot: member", administrator: "bot: administrator", kicked: "bot: blocked or removed", left: "bot: not in this chat", restricted: "bot: muted" },
    privateStatus: { member: "private chat with the bot", kicked: "has blocked the bot", left: "has not started the bot yet" },
    gone: "this group was deleted", dead: "account deleted", moved: "upgraded to", lost: "Connection to the emulator lost, trying again…", answered: "The bot answered without words",
    fault: { TooManyRequests: "429 too fast", InternalServerError: "500", BadGatewayHtml: "502 page", Timeout: "timeout, lost", TimeoutAfterAccept: "timeout, taken", Slow: "slow", ResetBeforeAccept: "reset, lost", ResetAfterAccept: "reset, taken" },
    service: {},
  },
};
