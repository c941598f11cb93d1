using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Extracts the part of a title that counts when two readings are compared: without counts of comments, readers and likes or the
/// rank in a list, which sites put before or after it and change with each visit. A number within the sentence always counts.
/// </summary>
public static partial class TitleSubstance
{
    public static bool Same(string title, string other) =>
        title == other || HashOf(Extract(title)) == HashOf(Extract(other))
            || HashOf(WithoutCounts(title, null)) == HashOf(WithoutCounts(other, null))
            || HashOf(WithoutCounts(TitleLabels.Without(title), null)) == HashOf(WithoutCounts(TitleLabels.Without(other), null));

    /// <summary>Returns true if two readings of a title over one text differ only in possible counts and ranks.</summary>
    public static bool SameOver(string text, string title, string other) =>
        HashOf(Extract(title, text)) == HashOf(Extract(other, text))
            || HashOf(WithoutCounts(title, text)) == HashOf(WithoutCounts(other, text))
            || HashOf(WithoutCounts(TitleLabels.Without(title), text)) == HashOf(WithoutCounts(TitleLabels.Without(other), text));

    private static string WithoutCounts(string title, string? text) => TitleCounts.Without(Extract(title, text ?? ""), text);

    private static string HashOf(string title) => SubstanceHash.Compute(title, "");

    /// <param name="title">The title as the source states it.</param>
    /// <param name="text">The text; a rank that it mentions too is not a rank: "No. 3 reactor".</param>
    public static string Extract(string title, string text = "")
    {
        var rest = title.Trim();
        // Several may follow each other: "#3 Title | 12 comments (340)". Without a digit there is no count.
        for (var times = 0; times < 4 && rest.AsSpan().IndexOfAnyInRange('0', '9') >= 0; times++)
        {
            var less = WithoutRank(WithoutCount(rest), text);
            if (less.Length == rest.Length)
                break;
            rest = less;
        }

        return rest;
    }

    private static string WithoutCount(string title)
    {
        // Counts are in brackets or set off by a separator. A bare number in brackets is a count too, unless it is a year or, in
        // full-width brackets, the part of a series.
        foreach (var frame in (ReadOnlySpan<Regex>)[TailInBrackets, HeadInBrackets, TailSetOff, HeadSetOff])
        {
            var match = frame.Match(title);
            if (match.Success
                && (IsCount(match.Groups["inner"].Value)
                || (frame == TailInBrackets && !match.Value.Contains('（', StringComparison.Ordinal)
                    && BareNumber.IsMatch(match.Groups["inner"].ValueSpan))))
                return Without(title, match);
        }

        return Spaced.Match(title) is { Success: true } spaced ? Without(title, spaced) : title;
    }

    private static bool IsCount(string inner) => Between.Split(inner).All(part => Counted.IsMatch(part));

    private static string WithoutRank(string title, string text)
    {
        var match = Rank.Match(title);
        return !match.Success
            || (match.Groups["rank"] is { Success: true } rank && text.Contains(rank.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            ? title
            : Without(title, match);
    }

    private static string Without(string title, Match match)
    {
        var rest = title.Remove(match.Index, match.Length).Trim();
        // A title that consists only of a count is kept.
        return rest.Any(char.IsLetter) ? rest : title;
    }

    private const string Figure = @"\d[\d,.]*\s*(?:[kKmMwW万萬亿億千])?\+?";

    // In simplified and traditional characters, like all patterns here.
    private const string Chinese =
        "(?:[阅閱][读讀]|[浏瀏][览覽]|[点點][击擊]|[访訪][问問]|人[气氣]|[评評][论論]|跟[帖贴貼]|回[复覆復]|回帖|[点點按][赞贊讚]|[赞贊讚]|分享|收藏"
        + "|[转轉][发發]|[转轉][载載]|[热熱]度|播放|[围圍][观觀]|[参參][与與]|留言|查看|[关關]注|[热熱]搜|看[过過])(?:量|[数數]|次[数數]|人[数數]|率|榜)?";

    private const string Unit = @"(?:\s*(?:次|人|[条條则則]|[个個]|℃|度))";

    private const string Sign = "(?:🔥|👍|💬|👁️?|❤️?|⭐|★|☆|♥️?|🔁|📈|👀|🗨️?|▲|△|↑)";

    [GeneratedRegex(@"\s*[(（\[【]\s*(?<inner>[^()（）\[\]【】]{1,60}?)\s*[)）\]】]\s*$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TailInBrackets { get; }

    [GeneratedRegex(@"^\s*[(（\[【]\s*(?<inner>[^()（）\[\]【】]{1,60}?)\s*[)）\]】]\s*", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex HeadInBrackets { get; }

    [GeneratedRegex(
        @"(?:\s*[|｜·•—–]\s*|\s+-\s+)(?<inner>(?:(?!\s-\s)[^|｜·•—–]){1,60})$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TailSetOff { get; }

    [GeneratedRegex(@"^(?<inner>[^|｜·•—–]{1,60}?)(?:\s*[|｜·•—–]\s*|\s+-\s+)", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex HeadSetOff { get; }

    [GeneratedRegex(@"\s*(?:[，/|·]|,(?!\d))\s*", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Between { get; }

    [GeneratedRegex(@"^(?!(?:19|20)\d\d$)\d{1,7}$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex BareNumber { get; }

    [GeneratedRegex(
        @"^(?:" + Chinese + @"\s*[:：]?\s*第?\s*" + Figure + @"\s*(?:次|人|[条條则則]|℃|度|位|名|遍|[个個])?"
        + @"|(?:共|已有)?\s*" + Figure + @"\s*(?:人次|次|人|[条條则則]|[个個]|位)?\s*" + Chinese
        + @"|" + Figure
            + @"\s*(?:comments?|repl(?:ies|y)|responses?|views?|reads?|likes?|points?|(?:up)?votes?|shares?|claps?|hits?|answers?"
            + @"|retweets?|reposts?|downloads?|readers?|ratings?|reviews?|watching|viewers?|online)"
        + @"|(?:updated\s+)?\d{1,3}\s*(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)\s+ago|(?:更新[于於])?\d{1,3}\s*(?:秒"
            + @"|分[钟鐘]|小[时時])(?:之?前)(?:更新|[发發][布佈])?"
        + @"|(?:comments?|replies|responses?|views?|reads?|likes?|points?|votes?|shares?)\s*[:(]?\s*" + Figure + @"\)?"
        + "|" + Sign + @"\s*" + Figure
        + @"|(?:No\.?|№|Top|#)\s*\d{1,4})$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Counted { get; }

    // Counts without brackets or separator: in Chinese a space is enough, and a sign needs nothing.
    [GeneratedRegex(
        @"[\s　-]+(?:" + Chinese + @"\s*[:：]?\s*" + Figure + Unit + "?|" + Figure + Unit + @"\s*" + Chinese + ")$"
        + "|^(?:" + Chinese + @"\s*[:：]\s*" + Figure + Unit + "?|" + Figure + Unit + @"\s*" + Chinese + @")[\s　]+"
        + @"|[\s　]+\d{1,3}\s*(?:秒|分[钟鐘]|小[时時])(?:之?前)(?:更新|[发發][布佈])?$|\s*" + Sign + @"\s*" + Figure + "$",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Spaced { get; }

    // Ranks before the sentence. "No. 3 reactor" continues in lower case or with what is counted and is part of the sentence.
    [GeneratedRegex(
        @"^(?:(?<rank>(?:[Nn][Oo]\.?|№|[Tt](?:op|OP)|#)\s*\d{1,4})(?:\s*[:：.、|｜·—–)）\]】-]+\s*"
            + @"|\s+(?![\p{Ll}0-9])(?![号號线線机機组組楼樓炉爐井矿礦台臺泵船桥橋库庫路人名岁歲]|[车車](?!站)))"
        + @"|(?<rank>(?:🔥|👍|⭐|📈|🏆|👀)\s*\d{1,6})\s+(?![\p{Ll}0-9])(?![人名岁歲死伤傷起户戶家位例个個辆輛条條])"
        + @"|\d{1,3}\s*(?:[、)）．]\s*(?!\d)|\.\s+(?!\d)|\.(?=\p{IsCJKUnifiedIdeographs}))"
        + @"|(?<rank>[热熱]搜(?:榜)?\s*第?\s*\d{1,3}(?:位|名)?)\s*[:：|｜·\s　])",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Rank { get; }
}
