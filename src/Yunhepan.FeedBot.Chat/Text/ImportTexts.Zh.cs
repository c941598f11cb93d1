using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record ImportTexts
{
    public static ImportTexts Zh { get; } = new()
    {
        Description = "把我的关注导出成文件（OPML）",
        NoFile = "这不是订阅列表（OPML），或者里面一个订阅源也没有。",
        TooLarge = "这个文件太大，读不了。订阅列表一般不到 500 KB。",
        NotRead = "没能取到这个文件，请再发一次。",
        Found = count => $"文件里有 {count} 个订阅源：",
        Known = count => $"• {count} 个这里已经有",
        New = count => $"• {count} 个是新的",
        Refused = count => $"• {count} 个不能用：",
        Fault = fault => fault switch
        {
            EntryFault.NotAnAddress => "没有可以读的网址",
            EntryFault.Refused => "这个网址不能添加",
            EntryFault.AnotherList => "是另一个订阅列表，请单独发来",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        RefusedFor = (name, why) => $"　– {name}：{why}",
        More = count => $"　…还有 {count} 个",
        Unread = count => $"后面还有 {count} 个没有看，请把文件分成几份发来。",
        FollowAllButton = count => $"＋ 全部关注（{count}）",
        AskAllButton = count => $"＋ 全部申请关注（{count}）",
        Followed = count => $"已关注其中 {count} 个。现有的文章不会补发，有新文章时送来。",
        Asked = count => $"已向运营者申请 {count} 个，同意后就开始送来。",
        RefusedBefore = count => $"{count} 个运营者以前没有同意，没有添加。",
        TooManyOfChat = (count, most) => $"{count} 个没有加，因为满了：一个聊天最多添加 {most} 个来源。用 /sources 移除几个，再发一次文件。",
        TooManyInAll = count => $"{count} 个没有加：这里添加的来源已经满了，现在不能再加。",
        NotFollowed = count => $"{count} 个没能关注：您关注的主题太多，或者来源已经不在这里了。",
        AskedTitle = count => $"有人想一次关注 {count} 个新来源",
        NowApproved = count => $"✅ 已同意 {count} 个来源，只有关注它们的人看得到。",
        NowRefused = count => $"🚫 没有同意 {count} 个来源。",
        YoursApproved = count => $"运营者同意了您申请的 {count} 个来源：有新文章时会送来。",
        YoursRefused = count => $"运营者没有同意您申请的 {count} 个来源。",
        Exported = count => $"您关注的 {count} 个主题。别的阅读器能读这个文件，发给我也行。",
        NotExported = count => $"另有 {count} 个关注没有网址，不在文件里。",
        NothingToExport = "您还没有可以导出的关注。",
        DownloadButton = "下载 OPML",
    };
}
