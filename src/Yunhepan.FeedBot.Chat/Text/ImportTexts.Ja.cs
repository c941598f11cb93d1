using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record ImportTexts
{
    public static ImportTexts Ja { get; } = new()
    {
        Description = "フォロー中のトピックをファイルに書き出す（OPML）",
        NoFile = "フィードの一覧（OPML）ではないか、中に一つもフィードがありません。",
        TooLarge = "ファイルが大きすぎて読めません。フィードの一覧は、ふつう 500 KB 以下です。",
        NotRead = "ファイルを受け取れませんでした。もう一度お送りください。",
        Found = count => $"ファイルにあるフィード：{count} 件",
        Known = count => $"• すでにあるもの：{count} 件",
        New = count => $"• 新しいもの：{count} 件",
        Refused = count => $"• 使えないもの：{count} 件",
        Fault = fault => fault switch
        {
            EntryFault.NotAnAddress => "読めるアドレスがありません",
            EntryFault.Refused => "このアドレスは追加できません",
            EntryFault.AnotherList => "別のフィード一覧です。単独でお送りください",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        RefusedFor = (name, why) => $"　– {name}：{why}",
        More = count => $"　…ほか {count} 件",
        Unread = count => $"残りの {count} 件は読んでいません。ファイルを分けてお送りください。",
        FollowAllButton = count => $"＋ すべてフォロー（{count}）",
        AskAllButton = count => $"＋ すべて申請（{count}）",
        Followed = count => $"{count} 件をフォローしました。すでにある記事はお送りせず、新しい記事からお届けします。",
        Asked = count => $"{count} 件を運営者に申請しました。承認されるとお届けを始めます。",
        RefusedBefore = count => $"{count} 件は以前に運営者が承認しなかったため、追加していません。",
        TooManyOfChat = (count, most) => $"{count} 件は上限のため追加していません（1 つのチャットで最大 {most} 件）。"
            + "/sources でいくつか削除してから、もう一度ファイルをお送りください。",
        TooManyInAll = count => $"{count} 件は追加していません。現在、追加できる配信元の数が上限に達しています。",
        NotFollowed = count => $"{count} 件はフォローできませんでした。フォローの数が多すぎるか、配信元がもうありません。",
        AskedTitle = count => $"新しい配信元 {count} 件の申請がまとめて届きました",
        NowApproved = count => $"✅ {count} 件を承認しました。フォローしている人にだけ表示されます。",
        NowRefused = count => $"🚫 {count} 件を承認しませんでした。",
        YoursApproved = count => $"申請した {count} 件の配信元が承認されました。新しい記事をお届けします。",
        YoursRefused = count => $"申請した {count} 件の配信元は承認されませんでした。",
        Exported = count => $"フォロー中のトピック {count} 件です。このファイルはほかのリーダーでも、このボットでも読み込めます。",
        NotExported = count => $"ほか {count} 件はアドレスがないため、ファイルに入っていません。",
        NothingToExport = "書き出せるフォローはまだありません。",
        DownloadButton = "OPML をダウンロード",
    };
}
