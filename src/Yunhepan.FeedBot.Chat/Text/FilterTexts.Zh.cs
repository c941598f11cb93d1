using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FilterTexts
{
    public static FilterTexts Zh { get; } = new()
    {
        Description = "筛选一个主题：只看或不看某些词，例如 /filter 教育 +高考",
        Title = name => $"“{name}”的筛选",
        WhichTopic = "要筛选哪个主题？🔎 表示已有筛选。",
        Wanted = words => $"✓ 只看提到：{words}",
        Unwanted = words => $"✗ 不看提到：{words}",
        Language = language => language is null ? "🌐 语言：不限" : $"🌐 {SettingsTexts.Zh.OnlyIn(language)}",
        Nothing = "现在没有筛选，全部都发。",
        InField = (word, field) => $"{word}（{NameOf(field)}）",
        Field = NameOf,
        AddWanted = "＋ 只看…",
        AddUnwanted = "－ 不看…",
        Ask = (wanted, field) => (wanted ? "只看" : "不看") + (field == FilterField.Anywhere ? "标题或正文" : NameOf(field))
            + "提到哪些词的？请发给我，几个词用空格分开。也可以先点下面换个地方找：",
        AnyLanguage = "不限语言",
        OnlyIn = language => $"只看{ChatTexts.InLanguage(language, "中文", "英文", "日文", "西班牙文")}",
        Clear = "全部去掉",
        TryButton = "🔎 看看会是哪些",
        Tried = (come, not) => $"🔎 最近 {come + not} 篇里，会收到 {come} 篇，不发 {not} 篇。",
        TriedNothing = "🔎 这个主题还没有文章可以试。",
        TriedNoWord = count => $"🔎 本站最近 {count} 篇里没有提到它的，没有可试的。",
        Untried = count => $"另有 {count} 篇没来得及试。",
        WouldCome = "会收到：",
        WouldNot = "不会收到：",
        Cause = (cause, word) => cause switch
        {
            FilterCause.Language => "语言不对",
            FilterCause.NoWord => "没有提到要看的词",
            FilterCause.Word => $"提到{word}",
            FilterCause.None or FilterCause.Untried => "",
            _ => throw new System.Diagnostics.UnreachableException($"no cause {cause}"),
        },
        More = count => $"还有 {count} 篇",
        TooManyWords = "一个主题最多 40 个词，请先去掉几个。",
        Unclear = words => $"没看懂{words}，所以什么都没改。请这样写：“筛选 教育 +高考 -培训 +标题:中考 语言 zh”；地方可以是标题、正文、作者、来源、分类。"
            + "“筛选 教育 试”看最近 50 篇会怎样，“筛选 教育 清空”全部去掉。",
    };

    private static string NameOf(FilterField field) => field switch
    {
        FilterField.Anywhere => "标题或正文",
        FilterField.Title => "标题",
        FilterField.Text => "正文",
        FilterField.Author => "作者",
        FilterField.Source => "来源",
        FilterField.Category => "分类",
        _ => throw new System.Diagnostics.UnreachableException($"no field {field}"),
    };
}
