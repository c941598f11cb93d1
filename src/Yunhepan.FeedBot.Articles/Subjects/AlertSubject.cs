using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Notices;

namespace Yunhepan.FeedBot.Articles.Subjects;

/// <summary>The kinds of subjects of urgent articles that can come to an end.</summary>
internal enum SubjectKind
{
    None = 0,
    Missing = 1,
    Warning = 2,
    Wanted = 3,
}

/// <summary>The subject of an article: the evidence that another text concerns the same.</summary>
/// <param name="Names">The names of the people sought, not of those who ask or search.</param>
/// <param name="Warnings">The kinds of danger: 暴雨, 大风…</param>
/// <param name="Colours">The warning colours, weakest first: 1 blue, 2 yellow, 3 orange, 4 red.</param>
/// <param name="Places">The districts and towns, without the suffixes of their names.</param>
internal sealed partial record AlertSubject(
    SubjectKind Kind, IReadOnlySet<string> Names, IReadOnlySet<string> Warnings, IReadOnlySet<int> Colours, IReadOnlySet<string> Places)
{
    /// <summary>The length of the beginning of a text that is searched, because it names the subject.</summary>
    private const int SearchedLength = 1500;

    /// <summary>Returns true for the title of a search for a missing person.</summary>
    public static bool IsSearch(string title) => MissingTitle.IsMatch(NoticeWriting.Fold(title));

    /// <summary>Returns true for the title of a search for a person, missing or wanted.</summary>
    public static bool SeeksPerson(string title) =>
        NoticeWriting.Fold(title) is var folded && (MissingTitle.IsMatch(folded) || WantedTitle.IsMatch(folded));

    public static AlertSubject Read(string title, string text)
    {
        title = NoticeWriting.Fold(title);
        var kind = MissingTitle.IsMatch(title) ? SubjectKind.Missing
            : WantedTitle.IsMatch(title) ? SubjectKind.Wanted
            : WarningTitle.IsMatch(title) ? SubjectKind.Warning
            : SubjectKind.None;
        var all = title + "\n" + NoticeWriting.Fold(text.Length > SearchedLength ? text[..SearchedLength] : text);
        return new AlertSubject(
            kind,
            kind is SubjectKind.Missing or SubjectKind.Wanted ? PersonNames.SoughtIn(title, all) : new HashSet<string>(),
            kind == SubjectKind.Warning ? WarningsIn(title) is { Count: > 0 } named ? named : WarningsIn(all) : new HashSet<string>(),
            ColoursIn(title),
            PlacesIn(title));
    }

    public static HashSet<string> WarningsIn(string text) => [.. Dangers.Matches(text).Select(m => InChinese(m.Value.ToLowerInvariant()))];

    public static HashSet<int> ColoursIn(string text) => [.. Colour.Matches(text).Select(m => ColourOf(m.Value.ToLowerInvariant()))];

    public static HashSet<string> PlacesIn(string text) => [.. Place.Matches(text).Select(m => m.Groups["name"].Value)];

    /// <summary>Returns districts that are listed side by side: 任城区、兖州区和曲阜市.</summary>
    public static HashSet<string> ListedPlacesIn(string text) =>
        [.. SideBySide.Matches(text.Length > SearchedLength ? text[..SearchedLength] : text)
            .SelectMany(m => m.Value.Split(['、', '，', ',', '和', '及', '与'])).SelectMany(PlacesIn)];

    /// <summary>
    /// Returns where the person of a sentence is from or went missing; the place where somebody was found does not identify
    /// anybody.
    /// </summary>
    public static IEnumerable<string> OriginsIn(string text) => Origin.Matches(text).Select(m => m.Groups["name"].Value);

    private static string InChinese(string danger) => danger switch
    {
        "rainstorm" or "heavy rain" => "暴雨",
        "thunderstorm" => "雷电",
        "gale" or "high wind" or "wind" => "大风",
        "typhoon" or "hurricane" => "台风",
        "snow" or "blizzard" => "暴雪",
        "fog" => "大雾",
        "heat" => "高温",
        "flood" => "洪水",
        _ => danger,
    };

    private static int ColourOf(string word) => word switch
    {
        "蓝" or "blue" or "ⅳ" => 1,
        "黄" or "yellow" or "ⅲ" => 2,
        "橙" or "orange" or "amber" or "ⅱ" => 3,
        _ => 4,
    };

    [GeneratedRegex(
        @"寻人|急寻|寻亲|寻找(?!.{0,6}(?:目击|失主|证人))|走失|失踪|失联|走丢|\bmissing\b|\blost (?:child|boy|girl|man|woman)|\bamber alert\b|\bhelp find\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex MissingTitle { get; }

    [GeneratedRegex(@"通缉|悬赏|协查|在逃|嫌疑人|敦促投案|\bwanted\b|\bmanhunt\b|\bfugitive\b|\bsuspect\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex WantedTitle { get; }

    [GeneratedRegex(
        @"预警|警报|应急响应|防汛响应|交通管制|停水|停电|停气|疏散令|撤离令|\bevacuation order|\bwarnings?\b|\balerts?\b|\badvisory\b|\bwatch\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex WarningTitle { get; }

    [GeneratedRegex(
        @"雷雨大风|雷暴大风|暴雨|雷电|大风|台风|暴雪|大雪|寒潮|冰雹|大雾|高温|霾|霜冻|道路结冰|强对流|洪水|山洪|地质灾害|森林火险|干旱|沙尘暴?|重污染天气|海浪|风暴潮|防汛|低温|地震|海啸|交通管制|停水|停电|停气|疏散令|撤离令"
            + @"|\b(?:thunderstorm|rainstorm|heavy rain|storm|flood|typhoon|hurricane|tornado|heat|gale|high wind|wind|fog|snow"
            + @"|blizzard|frost|ice|tsunami|air quality|wildfire|fire|boil water|water|power|evacuation)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Dangers { get; }

    [GeneratedRegex(@"[蓝黄橙红](?=色)|\b(?:blue|yellow|orange|amber|red)\b|[ⅠⅡⅢⅣ](?=级)", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Colour { get; }

    [GeneratedRegex(
        @"(?<name>\p{IsCJKUnifiedIdeographs}{2,3}?)(?:省|市|区|县|镇|乡|街道)[^，。]{0,4}(?:走失|失踪|失联|走丢|的|一名|一位|居民|村民|籍)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Origin { get; }

    [GeneratedRegex(
        @"(?:\p{IsCJKUnifiedIdeographs}{2,4}(?:市|区|县|镇|乡|街道)[、，,和及与]){1,20}\p{IsCJKUnifiedIdeographs}{2,4}(?:市|区|县|镇|乡|街道)",
        RegexOptions.None, 5_000)]
    private static partial Regex SideBySide { get; }

    [GeneratedRegex(
        @"(?<name>\p{IsCJKUnifiedIdeographs}{2,3}?)(?:省|市|区|县|镇|乡|街道)(?:气象|应急|防汛|人民|教育|公安|交警)?", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Place { get; }
}
