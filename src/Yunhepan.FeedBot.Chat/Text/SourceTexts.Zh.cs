using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record SourceTexts
{
    public static SourceTexts Zh { get; } = new()
    {
        Why = failure => failure switch
        {
            SourceFailure.NoAnswer => "网站没有应答",
            SourceFailure.NotFound => "那个网页没有了",
            SourceFailure.Gone => "网站说它不在了",
            SourceFailure.Login => "要登录或订阅才能看",
            SourceFailure.Refused => "网站不让程序读",
            SourceFailure.Other => "网站出错，或者给的不是原来的内容",
            _ => throw new UnreachableException($"unknown failure {failure}"),
        },
        Dead = (name, since, why, isGivenUp) => $"“{name}”从{since}起一直读不到：{why}。这以后它有没有新消息，我不知道。"
            + (isGivenUp ? "我不再去读它了。" : "我会继续试，能读了就告诉您。"),
        AsksForLogin = (name, since) => $"“{name}”从{since}起要登录或订阅才能看，我读不到，它的新消息送不了。我会继续试，能读了就告诉您。",
        Moved = name => $"“{name}”搬到了新网址。我已经改在那里读，照常送给您，您不用做什么。",
        Works = name => $"“{name}”又能读到了，有新消息照常送给您。",
        MaybeAt = "它可能搬到了这里，可以先看看：",
        FailingSince = (since, why) => $"⚠️ 从 {since} 起读不到（{why}），会继续试",
        ReadAtNewAddress = "已搬到新网址，现在从那里读：",
        LookAtButton = host => $"看看 {host}",
        KeepNewButton = "以后就用新网址",
        EditButton = "✎ 更改…",
        ChangeButton = "换网址…",
        RenameButton = "改名…",
        RemoveButton = "移除",
        BackButton = "‹ 我的来源",
        ByWords = number => $"也可以写：\n/sources {number} 新名字（改名）\n/sources {number} https://…（换网址）",
        AskAddress = name => $"把“{name}”的新网址发给我。您对它的设置都会留下。",
        AskName = name => $"“{name}”改成什么名字？把新名字发给我。",
        AskWords = (name, number) => $"“{name}”里，您只要含哪些词的？把词发给我，几个词用空格隔开，不要的词前面加减号。\n"
            + $"也可以把词写在编号后面：\n/add {number} +停水 -广告",
        ChangeTo = name => $"把“{name}”换成这个？它最新的几条：",
        ApplyButton = name => $"换成“{name}”",
        Changed = (name, url) => $"“{name}”已换成新网址，您的设置没有变：\n{url}",
        ChangedAsked = (old, name) => $"已向运营者申请关注“{name}”，设置和“{old}”一样，同意后就开始送来。"
            + $"在那之前“{old}”照旧；以后不要它了，可以用 /sources 移除。",
        SameAddress = "它现在用的就是这个网址。",
        NotFollowedHere = "您没有关注这个编号的来源。用 /sources 查看编号。",
        RemovedTitle = "移除过的，可以恢复：",
        OtherListButton = "换一个列表 ›",
        NoOtherList = "没有在这个网页上找到别的列表。",
        RestoreGone = "它已经不在了，请重新发网址。",
    };
}
