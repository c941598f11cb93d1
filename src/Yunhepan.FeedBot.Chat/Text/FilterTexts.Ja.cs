using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FilterTexts
{
    public static FilterTexts Ja { get; } = new()
    {
        Description = "トピックを言葉で絞り込む。例：/filter 教育 +受験",
        Title = name => $"「{name}」の絞り込み",
        WhichTopic = "どのトピックを絞り込みますか？🔎 は絞り込み中です。",
        Wanted = words => $"✓ {words}を含む記事だけ",
        Unwanted = words => $"✗ {words}を含む記事を除く",
        Language = language => language is null ? "🌐 言語：すべて" : $"🌐 {SettingsTexts.Ja.OnlyIn(language)}",
        Nothing = "絞り込みはありません。すべて届きます。",
        InField = (word, field) => $"{word}（{JapaneseNameOf(field)}）",
        Field = JapaneseNameOf,
        AddWanted = "＋ 含む言葉…",
        AddUnwanted = "－ 除く言葉…",
        Ask = (wanted, field) => $"{JapaneseNameOf(field)}にどの言葉を含む記事{(wanted ? "だけを受け取りますか" : "を除きますか")}？"
            + "言葉を空白で区切って送ってください。先に、探す場所を下から選ぶこともできます：",
        AnyLanguage = "すべての言語",
        OnlyIn = language => $"{ChatTexts.InLanguage(language, "中国語", "英語", "日本語", "スペイン語")}だけ",
        Clear = "すべて消す",
        TryButton = "🔎 どの記事か見る",
        Tried = (come, not) => $"🔎 最新の {come + not} 件のうち、届くのは {come} 件、届かないのは {not} 件です。",
        TriedNothing = "🔎 試せる記事がまだありません。",
        TriedNoWord = count => $"🔎 ここの最新 {count} 件には含まれていないため、試せる記事がありません。",
        Untried = count => $"ほかの {count} 件は時間が足りず、試せませんでした。",
        WouldCome = "届く記事：",
        WouldNot = "届かない記事：",
        Cause = (cause, word) => cause switch
        {
            FilterCause.Language => "別の言語",
            FilterCause.NoWord => "含む言葉がない",
            FilterCause.Word => $"{word}を含む",
            FilterCause.None or FilterCause.Untried => "",
            _ => throw new System.Diagnostics.UnreachableException($"no cause {cause}"),
        },
        More = count => $"ほか {count} 件",
        TooManyWords = "1 つのトピックに使える言葉は 40 個までです。先にいくつか減らしてください。",
        Unclear = words => $"{words}がわからなかったため、何も変更していません。次のように書いてください：/filter 教育 +受験 -広告 +title:入試 言語 ja"
            + "（場所は title、text、author、source、category）。/filter 教育 try で最新の 50 件に試し、/filter 教育 clear ですべて消します。",
    };

    private static string JapaneseNameOf(FilterField field) => field switch
    {
        FilterField.Anywhere => "題名か本文",
        FilterField.Title => "題名",
        FilterField.Text => "本文",
        FilterField.Author => "著者",
        FilterField.Source => "出典",
        FilterField.Category => "カテゴリー",
        _ => throw new System.Diagnostics.UnreachableException($"no field {field}"),
    };
}
