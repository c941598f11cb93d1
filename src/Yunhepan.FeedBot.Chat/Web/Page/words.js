// The texts of the page itself; all others come from the server.
export const words = {
  zh: {
    title: '网页聊天', live: '在线', connecting: '正在连接…', lost: '离线，正在重连…',
    placeholder: '发消息，例如：关注 教育', send: '发送', menu: '命令', home: '首页', back: '回到首页', other: 'English', otherCode: 'en',
    newer: n => `↓ ${n} 条新消息`, down: '↓', toEnd: '回到最新', unread: '以下是新消息', today: '今天', yesterday: '昨天',
    failed: '没有发出去，请再试一次。', slow: '太快了，请稍等一下。', tooLong: '太长了，没有发出去：一条消息最多 1000 字。', noFiles: '这里读不了图片和文件，只读订阅列表（.opml）。别的请用文字写给我。', largeFile: '这个文件太大，读不了。', edited: '已修改', log: '聊天记录',
    alarm: '紧急消息的提示音和桌面通知', alarmOn: '紧急消息到达时会响，窗口不在眼前时还会弹出通知。',
    alarmSound: '紧急消息到达时会响。浏览器没有允许通知，所以不会弹出。', alarmOff: '紧急消息不再响，也不再弹出通知。',
    chips: [['topics', '全部主题'], ['latest', '最新文章'], ['list', '我的关注'], ['settings', '设置'], ['help', '帮助']],
  },
  en: {
    title: 'Web chat', live: 'Online', connecting: 'Connecting…', lost: 'Offline, reconnecting…',
    placeholder: 'Message, e.g. follow education', send: 'Send', menu: 'Commands', home: 'Home', back: 'Back to the site', other: '中文', otherCode: 'zh',
    newer: n => `↓ ${n} new message${n === 1 ? '' : 's'}`, down: '↓', toEnd: 'Jump to the latest', unread: 'New messages', today: 'Today', yesterday: 'Yesterday',
    failed: 'That was not sent. Please try again.', slow: 'That was too fast. Please wait a moment.', tooLong: 'That is too long and was not sent: a message has at most 1,000 characters.', noFiles: 'Pictures and files cannot be read here, only lists of subscriptions (.opml). Please write it in words.', largeFile: 'This file is too large to read.', edited: 'edited', log: 'Conversation',
    alarm: 'Sound and desktop notification for urgent messages', alarmOn: 'Urgent messages will ring, and show a notification while this window is in the background.',
    alarmSound: 'Urgent messages will ring. The browser blocks notifications, so none will show.', alarmOff: 'Urgent messages no longer ring or show a notification.',
    chips: [['topics', 'All topics'], ['latest', 'Latest'], ['list', 'My topics'], ['settings', 'Settings'], ['help', 'Help']],
  },
};
