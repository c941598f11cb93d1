using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record WhyTexts
{
    public static WhyTexts Ja { get; } = new()
    {
        Description = "記事が届いた（届かなかった）理由",
        Question = "どの記事ですか？記事をタップするか、「/why」に続けて題名や本文の言葉を送ってください。記事のアドレスだけでもかまいません。",
        Title = "理由",
        NotFound = text => $"題名または本文に「{text}」を含む記事はありません。",
        NotAtAddress = "このアドレスの記事は見つかりませんでした。",
        Seen = (published, seen) => published is null ? $"👁 {seen} に見つけました" : $"👁 {published} に公開、{seen} に見つけました",
        Filed = (category, reason) => $"🗂 「{category}」に分類：{reason}",
        Evidence = (kind, what) => kind switch
        {
            FilingEvidence.Source => "配信元がこの分類です",
            FilingEvidence.Section => $"元のサイトの分類が「{what}」です",
            FilingEvidence.Title => $"題名に「{what}」があります",
            FilingEvidence.Word or FilingEvidence.Words => $"文中に「{what}」があります",
            FilingEvidence.Path => $"アドレスに「{what}」があります",
            FilingEvidence.Story => "同じ出来事の別の記事がここにあります",
            FilingEvidence.Other => what,
            _ => throw new System.Diagnostics.UnreachableException($"unknown evidence {kind}"),
        },
        Matched = topics => $"✅ {topics}をフォローしています",
        NothingMatched = "➖ この記事のカテゴリー、配信元、発行元、地域、キーワードのどれもフォローしていません。",
        Filtered = topic => $"🚫 「{topic}」の絞り込み条件で除かれました",
        MutedBy = name => $"🔕 「{name}」をミュートしています",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 おやすみ時間のため、{until} までお待ちします",
            HoldKind.Digest => $"📋 {until} のまとめに入ります",
            HoldKind.Paused => $"⏸ 通知を {until} まで一時停止しています",
            HoldKind.Flood => $"🗂 件数が多いため、{until} にまとめてお送りします",
            HoldKind.Throttled => $"🐢 チャットサービスの制限により、{until} まで待っています",
            HoldKind.Rest => $"💤 このチャットに送れませんでした。{until} にもう一度送ります",
            HoldKind.Retry => $"🔁 送信に失敗しました。{until} にもう一度送ります",
            HoldKind.Account => "🔑 ボットのアカウントが使えません。運営者が直しだいお送りします",
            HoldKind.Turn => "⏳ 順番を待っています。まもなくお送りします",
            HoldKind.Parts => "📄 本文が長いため、続きをまもなくお送りします",
            _ => throw new System.Diagnostics.UnreachableException($"unknown hold {kind}"),
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 {at} にお送りしました",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ {at} にメッセージを訂正しました",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ {at} にメッセージを元に戻しました",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ {at} に取り消しました",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"📌 {at} に結果をお知らせしました",
            (DeliveryOutcome.Sent, AlertKind.AlsoAt) => $"🔗 {at} に「ほかの出典」を追加しました",
            (DeliveryOutcome.Digested, _) => $"📋 {at} にまとめでお送りしました",
            (DeliveryOutcome.Rejected, _) => $"❌ {at} にチャットサービスが受け付けませんでした",
            (DeliveryOutcome.GivenUp, _) => $"❌ {at} に、何度か試したあと送信をあきらめました",
            (DeliveryOutcome.InDoubt, _) => $"❓ {at} に送りましたが、チャットサービスからの確認がありません",
            (DeliveryOutcome.Unreachable, _) => $"💤 {at} には、このチャットに送れませんでした",
            (DeliveryOutcome.Dropped, _) => $"➖ {at} 送信しませんでした",
            _ => throw new System.Diagnostics.UnreachableException($"unknown outcome {outcome} of {kind}"),
        },
        Reason = reason => $"（{reason}）",
        UnwantedByThen = "順番が来たときには、設定の対象から外れていました",
        WithdrawnByThen = "順番が来る前に、記事が取り消されたか掲載停止になりました",
        OverByThen = "順番が来る前に、終了したか期限が過ぎました",
        OnItsWay = "⏳ 順に送信中で、このチャットの番はまだ来ていません。",
        FollowedLater = "➖ 配信したときにはまだフォローしていなかったため、届きませんでした。",
        NotWantedThen = "➖ 配信したとき、当時の設定（ミュート、絞り込み、一時停止）の対象外だったか、このチャットに送れませんでした。",
        Stopped = "⏸ すべての通知を停止しているため、届きませんでした。再開するには /resume を送ってください。",
        FirstPoll = "➖ 配信元を初めて読んだときにすでにあった記事なので、通知しません。",
        TooOld = "➖ 公開から時間がたっているため、通知しません。",
        NotYet = "⏳ 届いたばかりで、まだ通知していません。",
        Repost = name => $"🔗 「{name}」と同じ出来事です。通知は 1 回だけです。",
        Withdrawn = "⛔ 取り消されたか、掲載停止になりました。",
    };
}
