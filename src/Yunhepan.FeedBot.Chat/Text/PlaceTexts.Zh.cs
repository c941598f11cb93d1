namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record PlaceTexts
{
    public static PlaceTexts Zh { get; } = new()
    {
        BotDescription = site =>
            $"{site}\n\n选几个主题，或者把任何网站的网址发给我：有新闻和预警，第一时间发给您，紧急的排在最前面；内容有更正，原消息会跟着改。\n\n点“开始”就可以用。",
        BotAbout = site => $"{site}：新闻和预警，第一时间发给您。",
        Greeting = "您好！想知道哪方面的消息？点下面的按钮，或者直接发一个主题、一个词、一个网址。",
        Thanks = "不客气！有新消息我第一时间告诉您。",
        Farewell = "再见！有消息我还会告诉您。",
        Courtesy = "好的。",
        QuestionEmpty = word => $"还没有和“{word}”有关的消息。关注这个词，一有就告诉您。",
        SharedAt = time => $"截至 {time}",
        SharedNotice = "紧急启事",
        SharedState = "点开看现在的情况（可能已有结果）",
        SharedTopic = (kind, name) => $"{kind}“{name}”：有新消息就告诉您",
        SharedNothing = "没有找到，换个词试试",
        SharedOpen = "打开机器人",
        ManageDescription = "在这里设置您的群和频道",
        ManageNotHere = "在 Telegram 里和我私聊，发 /manage，就能设置您的群和频道。",
        ManageTitle = "您的群和频道",
        ManageEmpty = "点下面的按钮，选一个您管理的群或频道。要是我还不在里面，Telegram 会问您要不要加我。",
        ManagePick = "请选一个群或频道：",
        PickChannel = "选择频道…",
        PickGroup = "选择群…",
        PickAnother = "选择别的…",
        ManageCard = name => $"在这里设置“{name}”。点按钮，或者发一句话，例如“关注 教育”：下一句话算给“{name}”。",
        NotYourChat = name => $"您不是“{name}”的管理员，所以什么都没改。",
        NotMyChat = name => $"我不是“{name}”的管理员，发不了消息。请先在那里把我设为管理员。",
        ChatUnknown = "没有这个群或频道了，请重新选一个。",
        RouteButton = "按分类建话题…",
        RouteWhat = name => $"选一个分类：我在“{name}”里建一个同名的话题，这类消息都发到那里。",
        Routed = category => $"话题“{category}”建好了，这类消息以后发到那里。",
        RoutedBefore = category => $"“{category}”已经有自己的话题了。",
        RouteNoRight = name => $"我在“{name}”里没有“管理话题”的权限，请先给我。",
        RouteNoForum = name => $"“{name}”没有开启话题。",
        RefusedIn = name => $"您刚才在“{name}”里给我发了命令。",
    };
}
