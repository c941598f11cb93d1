using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AddingTexts
{
    public static AddingTexts Zh { get; } = new()
    {
        AddDescription = "用网址添加一个来源",
        SourcesDescription = "我添加的来源",
        ApproveDescription = "审批别人添加的来源（运营者）",
        Invitation = "想看别处的消息？把网页或订阅源的网址发给我就行。",
        HowTo = "把网址发给我，例如：\n/add https://example.com/news/\n网页的列表页和 RSS、Atom、JSON Feed 都可以。",
        IsOff = "这里不能自己添加来源，可以从 /topics 里选。",
        NoOperator = "添加来源要运营者同意，但现在联系不到运营者，所以不能添加。",
        Looking = "正在看这个网址……（最多半分钟；没有下文就再发一次）",
        TooManyLooks = "这一小时里看的网址太多了，请过一会儿再发。",
        TooSlow = "没能在时限内读完。请过一会儿再试。",
        Failed = "出了点问题，没能看这个网址。请过一会儿再试。",
        HostRefused = "这个网站不能添加。",
        Fault = fault => fault switch
        {
            LookFault.NotAnAddress => "这不是可以读的网址。请发 http:// 或 https:// 开头、不带用户名和密码的网址。",
            LookFault.Refused => "这个网址不能读：它不在公开的互联网上，或者网站（robots.txt）不让程序读它。",
            LookFault.NotFound => "这个网址没有网页（404）。请检查一下网址。",
            LookFault.Unreachable => "没能打开这个网站：连不上、太慢，或者它报了错。请过一会儿再试。",
            LookFault.TooLarge => "这个网页太大，读不了。",
            LookFault.StandIn => "打开的不是文章列表：可能要登录或验证，或者只是一页说明。",
            LookFault.OneArticle => "这是一篇文章，不是会更新的列表，页面也没有写明订阅源。请发它所在栏目的网址。",
            LookFault.NoArticles => "没有在这个网页上找到文章列表，也没有找到订阅源。",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        Found = (name, kind) => $"找到了“{name}”（{KindZh(kind)}）",
        NewestFollow = "最新的几条，送来就是这样：",
        AlsoThere = "同一个网站还有：",
        FollowButton = "＋ 关注",
        AskButton = "＋ 申请关注",
        WordsButton = "只要含某些词的…",
        DigestButton = "进汇总",
        CancelButton = "算了",
        Cancelled = "好，没有添加。",
        OfferGone = "这条已过期，请重新发网址。",
        WriteWords = number => $"把词写在编号后面发给我，+ 是要有的，- 是不要的。例如：\n/add {number} +停水 -广告",
        Followed = name => $"已关注“{name}”。它现有的文章不会补发，有新文章时送来。用 /sources 查看和移除。",
        KnownFollowed = name => $"这里已有这个来源：已关注“{name}”。",
        Asked = name => $"已向运营者申请“{name}”。同意后就开始送来，我会告诉您。",
        AskedBefore = name => $"“{name}”正等运营者同意。同意后就送给您。",
        WasRefused = name => $"运营者没有同意过“{name}”，不能添加。",
        TooManyOfChat = most => $"一个聊天最多添加 {most} 个来源。用 /sources 移除几个再加。",
        TooManyInAll = "这里添加的来源已经满了，现在不能再加。",
        NotFollowed = "没能关注：关注的主题太多，或者词不能用。",
        ListTitle = "您添加的来源",
        ListEmpty = "您还没有添加来源。把网址发给我就可以添加。",
        NothingAdded = "您还没有添加来源。",
        ListHint = "点 ✕ 移除，点 ✎ 改名或换网址。",
        StateWaiting = "等运营者同意",
        StateRefused = "运营者没有同意",
        StateListed = "已对所有人公开",
        NotReadYet = "还没有读过",
        ReadAt = when => $"最近读取：{when}",
        NewsAt = when => $"最近新文章：{when}",
        Trouble = trouble => trouble switch
        {
            SourceTrouble.Failing => "⚠️ 最近读不到，会继续试",
            SourceTrouble.HeldBack => "⚠️ 网页变了样，暂不采用，请运营者看看",
            SourceTrouble.Gone => "⛔ 网站说它不在了，不再读取",
            _ => throw new UnreachableException($"unknown trouble {trouble}"),
        },
        Removed = name => $"已移除“{name}”。",
        RestoreButton = name => $"↩ 恢复“{name}”",
        Renamed = name => $"已改名为“{name}”。",
        NotYours = "不能改名：它不是您添加的，别人也在关注它，或者运营者已经公开了它。用 /sources 查看您的来源。",
        NotAnOperator = chat => $"这个聊天不是运营者的。要让它成为运营者的，请在 feeds.json 的 operators 里写上：\n{chat}",
        NothingWaits = "没有等待审批的来源。",
        Waiting = count => $"等待审批：{count} 个",
        AskedTitle = "有人想关注一个新来源",
        ApproveButton = "同意",
        RefuseButton = "不同意",
        ListButton = "公开到分类…",
        UnderWhich = "公开到哪个分类？公开后它和 feeds.json 里的来源一样，人人都能看到。",
        NoCategories = "feeds.json 里还没有分类，不能公开。",
        NowApproved = name => $"✅ 已同意“{name}”，只有关注它的人看得到。",
        NowRefused = name => $"🚫 没有同意“{name}”。",
        NowListed = (name, category) => $"📢 已公开“{name}”，归入“{category}”。",
        DecidedAlready = "这个来源已经处理过了。",
        YoursApproved = name => $"运营者同意了：“{name}”有新文章时会送来。",
        YoursListed = name => $"运营者同意并公开了“{name}”：有新文章时会送来。",
        YoursRefused = name => $"运营者没有同意添加“{name}”。",
    };

    private static string KindZh(SourceKind kind) => kind switch
    {
        SourceKind.Feed => "订阅源",
        SourceKind.List => "列表网页",
        SourceKind.Sitemap => "网站地图",
        SourceKind.Json => "数据接口",
        SourceKind.Auto or SourceKind.Article => "网页",
        _ => throw new UnreachableException($"The kind of source {kind} is not known."),
    };
}
