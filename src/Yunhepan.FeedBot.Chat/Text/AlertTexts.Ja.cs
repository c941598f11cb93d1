using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts Ja { get; } = new()
    {
        ReadHere = "全文を読む",
        MuteSource = name => $"「{name}」をミュート",
        LessButton = "この種の通知を減らす",
        WhyButton = "届いた理由",
        AlsoAt = "ほかの出典：",
        Comma = "、",
        QuotedComma = "",
        ThreadGone = "通知先のトピックがなくなったため、今後はここにお届けします。変更するには、管理者が別のトピックで /follow を送ってください。",
        WithdrawnPerhapsSeen = "この内容をここで受け取っていた場合は、広めないでください。",
        ReplacesEarlier = "以前と内容が違う場合は、こちらをご覧ください。",
        TakenDown = "掲載停止",
        Restored = "再掲載",
        RestoredNote = "取り消しまたは掲載停止とお伝えした記事が、再び掲載されました。こちらの内容をご覧ください。",
        CorrectsEarlier = when => $"{when} にお送りした内容の訂正です。こちらをご覧ください。",
        SentEarlier = when => $"{when} にお送りした内容についてのお知らせです。",
        PatternsOff = patterns => $"適用されていない条件：{patterns}（処理が遅い、長すぎる、またはここでは使えない書き方です）。",
        ChangePatterns = "変更するには、もう一度フォローしてください：/follow トピック +言葉",
        DailyDigest = (day, count) => $"毎日のまとめ · {day} · {count} 件",
        WeeklyDigest = (day, count) => $"毎週のまとめ · {day} · {count} 件",
        AfterQuiet = count => $"通知を控えていた間の記事：{count} 件",
        CatchUp = count => $"お届けを控えていた記事：{count} 件",
        AndMore = count => $"ほか {count} 件。/latest または /search でご覧になれます。",
        AndMoreElsewhere = count => $"ほか {count} 件。",
        ClockFormat = "HH:mm",
        ShortDayFormat = "M月d日",
        Ended = end => end switch
        {
            AlertEnd.Found => "発見されました",
            AlertEnd.SearchOver => "捜索終了",
            AlertEnd.Lifted => "解除",
            AlertEnd.Lowered => "引き下げ",
            AlertEnd.Caught => "身柄確保",
            null => "終了",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnd.Found => "ご協力ありがとうございました。これ以上、この内容を広めないでください。",
            AlertEnd.SearchOver => "これ以上、この内容を広めないでください。",
            AlertEnd.Lowered => "新しい警報・注意報に従ってください。",
            AlertEnd.Caught => "これ以上、この内容を広めないでください。",
            null or AlertEnd.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) =>
            $"対象のお知らせ：{(what is null ? "" : $"{what} · ")}{(when is null ? "" : $"{when} 公開 · ")}{source}",
        NotEnded = "訂正：まだ終わっていません",
        NotEndedNote = "発表元が内容を訂正しました。引き続きご注意ください。",
        Untitled = "（無題）",
        NoText = "本文はありません。「元の記事」をタップしてください。",
        TextCut = "本文が長いため、ここまでを表示しています。続きは「元の記事」をご覧ください。",
        ArticleGone = "この記事はもうありません。",
        ReadWhat = "どの記事ですか？お知らせの下の「全文を読む」か、最新の記事をタップしてください：",
    };
}
