using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AddingTexts
{
    public static AddingTexts Ja { get; } = new()
    {
        AddDescription = "アドレスを指定して配信元を追加する",
        SourcesDescription = "追加した配信元",
        ApproveDescription = "追加の申請を審査する（運営者用）",
        Invitation = "ほかのサイトのニュースもご覧になりたいですか？ウェブページやフィードのアドレスを送ってください。",
        HowTo = "アドレスを送ってください。例：\n/add https://example.com/news/\n記事の一覧ページと、RSS・Atom・JSON のフィードに対応しています。",
        IsOff = "ここでは配信元を追加できません。/topics からお選びください。",
        NoOperator = "追加には運営者の承認が必要ですが、今は連絡できる運営者がいないため、追加できません。",
        Looking = "このアドレスを調べています…（最長 30 秒。返事がなければ、もう一度お送りください）",
        TooManyLooks = "1 時間に調べられるアドレスの数を超えました。しばらくしてからお試しください。",
        TooSlow = "時間内に読み込めませんでした。しばらくしてからお試しください。",
        Failed = "エラーが発生し、アドレスを調べられませんでした。しばらくしてからお試しください。",
        HostRefused = "このサイトは追加できません。",
        Fault = fault => fault switch
        {
            LookFault.NotAnAddress => "読めるアドレスではありません。http:// または https:// で始まる、ユーザー名とパスワードを含まないものを送ってください。",
            LookFault.Refused => "このアドレスは読めません。公開されていないか、サイト（robots.txt）がプログラムによる読み取りを認めていません。",
            LookFault.NotFound => "このアドレスにページはありません（404）。アドレスをご確認ください。",
            LookFault.Unreachable => "サイトを開けませんでした（接続できない、遅すぎる、またはサイトのエラー）。しばらくしてからお試しください。",
            LookFault.TooLarge => "ページが大きすぎて読めません。",
            LookFault.StandIn => "記事の一覧ではないものが返されました。ログインや確認が必要か、案内だけのページのようです。",
            LookFault.OneArticle => "これは 1 本の記事で、更新される一覧ではありません。フィードの記載もありません。記事が載っている欄のアドレスを送ってください。",
            LookFault.NoArticles => "このページには、記事の一覧もフィードも見つかりませんでした。",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        Found = (name, kind) => $"「{name}」が見つかりました（{KindJa(kind)}）",
        NewestFollow = "最新の記事（このようにお届けします）：",
        AlsoThere = "同じサイトにあるもの：",
        FollowButton = "＋ フォロー",
        AskButton = "＋ フォローを申請",
        WordsButton = "特定の言葉だけ…",
        DigestButton = "まとめで受け取る",
        CancelButton = "やめる",
        Cancelled = "何も追加していません。",
        OfferGone = "期限が切れました。アドレスをもう一度送ってください。",
        WriteWords = number => $"番号に続けて言葉を書いてください。+ は必要な言葉、- は不要な言葉です。例：\n/add {number} +断水 -広告",
        Followed = name => $"「{name}」をフォローしました。すでにある記事はお送りせず、新しい記事からお届けします。確認と削除は /sources です。",
        KnownFollowed = name => $"この配信元はすでにあります。「{name}」をフォローしました。",
        Asked = name => $"「{name}」を運営者に申請しました。承認されるとお届けを始め、ここでお知らせします。",
        AskedBefore = name => $"「{name}」は運営者の承認を待っています。承認されるとお届けします。",
        WasRefused = name => $"「{name}」は運営者が承認しなかったため、追加できません。",
        TooManyOfChat = most => $"1 つのチャットで追加できる配信元は {most} 件までです。先に /sources でいくつか削除してください。",
        TooManyInAll = "現在、追加できる配信元の数が上限に達しています。",
        NotFollowed = "フォローできませんでした。フォローの数が多すぎるか、使えない言葉が含まれています。",
        ListTitle = "追加した配信元",
        ListEmpty = "まだ配信元を追加していません。アドレスを送ると追加できます。",
        NothingAdded = "まだ配信元を追加していません。",
        ListHint = "✕ で削除、✎ で名前やアドレスを変更できます。",
        StateWaiting = "運営者の承認待ち",
        StateRefused = "運営者が承認しませんでした",
        StateListed = "公開済み",
        NotReadYet = "まだ読んでいません",
        ReadAt = when => $"最終確認：{when}",
        NewsAt = when => $"最新の記事：{when}",
        Trouble = trouble => trouble switch
        {
            SourceTrouble.Failing => "⚠️ 最近読めません。引き続き確認します",
            SourceTrouble.HeldBack => "⚠️ ページの様子が変わったため、取り込みを止めています。運営者の確認が必要です",
            SourceTrouble.Gone => "⛔ サイトが廃止されたと答えたため、読み取りをやめました",
            _ => throw new UnreachableException($"unknown trouble {trouble}"),
        },
        Removed = name => $"「{name}」を削除しました。",
        RestoreButton = name => $"↩ 「{name}」を元に戻す",
        Renamed = name => $"名前を「{name}」に変更しました。",
        NotYours = "名前を変更できません。ほかの人が追加したか、ほかの人もフォローしているか、運営者が公開しています。/sources で自分の配信元を確認できます。",
        NotAnOperator = chat => $"このチャットは運営者のものではありません。運営者にするには、feeds.json の operators に次を書いてください：\n{chat}",
        NothingWaits = "審査待ちの配信元はありません。",
        Waiting = count => $"審査待ち：{count} 件",
        AskedTitle = "新しい配信元の申請が届きました",
        ApproveButton = "承認",
        RefuseButton = "承認しない",
        ListButton = "カテゴリーに公開…",
        UnderWhich = "どのカテゴリーに公開しますか？公開すると、feeds.json の配信元と同じように誰でも見られます。",
        NoCategories = "feeds.json にカテゴリーがないため、公開できません。",
        NowApproved = name => $"✅ 「{name}」を承認しました。フォローしている人にだけ表示されます。",
        NowRefused = name => $"🚫 「{name}」を承認しませんでした。",
        NowListed = (name, category) => $"📢 「{name}」を「{category}」に公開しました。",
        DecidedAlready = "この配信元は審査済みです。",
        YoursApproved = name => $"「{name}」が承認されました。新しい記事をお届けします。",
        YoursListed = name => $"「{name}」が承認され、公開されました。新しい記事をお届けします。",
        YoursRefused = name => $"「{name}」は承認されませんでした。",
    };

    private static string KindJa(SourceKind kind) => kind switch
    {
        SourceKind.Feed => "フィード",
        SourceKind.List => "記事の一覧ページ",
        SourceKind.Sitemap => "サイトマップ",
        SourceKind.Json => "データの配信",
        SourceKind.Auto or SourceKind.Article => "ページ",
        _ => throw new UnreachableException($"The kind of source {kind} is not known."),
    };
}
