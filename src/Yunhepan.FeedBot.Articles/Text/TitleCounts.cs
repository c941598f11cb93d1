using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Removes numbers at the edge of a title that may be counts or ranks. For a title alone this is too much ("Council gets 50
/// comments"), but it is right if two readings differ in nothing else: a number that changes while title and text stay counts
/// visitors.
/// </summary>
internal static partial class TitleCounts
{
    private const int MostParts = 5;

    /// <summary>The number of letters of the title next to a number that are compared.</summary>
    private const int Beside = 6;

    /// <summary>The number of characters of the text around a number that are compared.</summary>
    private const int Around = 12;

    private static readonly Regex[] Edges =
        [
            TailInBrackets, BareInBrackets, TailSetOff, TailOfVisit, HeadOfVisit, TailSign, BareTail, HeadInBrackets, HeadSetOff, Rank,
            BareHead,
        ];

    /// <param name="title">The title as the source states it.</param>
    /// <param name="text">The text; numbers in it are not counts. Null if unknown, so that a lone number counts as part of the
    /// event.</param>
    public static string Without(string title, string? text)
    {
        for (var times = 0; times < MostParts && title.Length > 0; times++)
        {
            var before = title;
            foreach (var edge in Edges)
                title = Without(title, edge, text);
            if (title.Length == before.Length)
                break;
        }

        return title;
    }

    private static string Without(string title, Regex edge, string? text)
    {
        var match = edge.Match(title);
        if (!match.Success || match.Groups["alone"].Success && text is null || text is { Length: > 0 } && IsSpokenOf(title, match, text))
            return title;
        var rest = title.Remove(match.Index, match.Length).Trim();
        return rest.Any(char.IsLetter) ? rest : title;
    }

    /// <summary>
    /// Returns true if the text contains the same words. A lone number has the same meaning there only if the words next to it
    /// are the same too.
    /// </summary>
    private static bool IsSpokenOf(string title, Match match, string text)
    {
        var number = match.Groups["alone"].Success ? match.Groups["alone"] : match.Groups["bare"];
        if (!number.Success)
            return text.Contains(match.Value.Trim(), StringComparison.OrdinalIgnoreCase);
        var isHead = match.Index == 0;
        var beside = string.Concat((isHead ? title[match.Length..] : title[..match.Index]).Where(char.IsLetter));
        beside = isHead ? beside[..Math.Min(Beside, beside.Length)] : beside[^Math.Min(Beside, beside.Length)..];
        for (var at = text.IndexOf(number.Value, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(number.Value, at + 1, StringComparison.Ordinal))
        {
            var around = text.AsSpan(Math.Max(0, at - Around), Math.Min(at, Around) + Math.Min(number.Length + Around, text.Length - at));
            if (!IsDigit(text, at - 1) && !IsDigit(text, at + number.Length) && SharesWord(beside, around))
                return true;
        }

        return false;
    }

    private static bool SharesWord(string beside, ReadOnlySpan<char> around)
    {
        for (var at = 0; at + 2 <= beside.Length; at++)
        {
            if (around.Contains(beside.AsSpan(at, 2), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsDigit(string text, int at) =>
        at >= 0 && at < text.Length && CharUnicodeInfo.GetDecimalDigitValue(text[at]) >= 0;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Open = @"[(（\[【〔〖﹙<{「]\s*";

    private const string Close = @"\s*[)）\]】〕〗﹚>}」]";

    private const string Between = @"(?:\s+|\s*[：:_|｜·・/—–…]\s*|\s+-\s+)";

    private const string Figure =
        @"[\d一二三四五六七八九十百千万萬亿億两兩零〇][\d,.一二三四五六七八九十百千万萬亿億两兩零〇]{0,12}\s*(?:[kmw](?![a-z]))?[+%]?";

    private const string Word =
        "(?:[阅閱][读讀]|[浏瀏][览覽]|[点點][击擊]|[访訪][问問]|人[气氣]|[评評][论論价價]|跟[帖贴貼]|回[复覆復帖贴貼应應]|[点點按][赞贊讚]|分享|收藏|收[听聽]"
        + "|播放|[转轉][发發载載]|[热熱][度搜]|[围圍][观觀]|[参參][与與]|留言|查看|[关關]注|看[过過]|已[读讀]|在看|想看|打[赏賞]|下[载載]|[好差][评評]|投票"
        + "|[阅閱评評赞贊讚顶頂踩])(?:量|[数數]|次[数數]|人[数數]|率|榜)?";

    private const string English =
        @"(?:new\s+)?(?:comments?|repl(?:y|ies)|responses?|views?|reads?|likes?|points?|"
            + @"(?:up|down)?votes?|shares?|claps?|hits?|answers?|retweets?|reposts?|downloads?|"
            + @"readers?|photos?|plays?|listens?|reactions?|favou?rites?|bookmarks?|"
            + @"(?:sec(?:ond)?|min(?:ute)?|hour|day|week|month)s?\s+ago|"
            + @"kommentare?|commentaires?|comentarios?|comentários?|commenti|コメント|댓글)(?!\w)";

    private const string Sign = @"(?:🔥|👍|👎|💬|👁\uFE0F?|❤\uFE0F?|⭐|★|☆|♥\uFE0F?|🔁|📈|👀|🗨\uFE0F?|▲|△|▼|▽|↑|↓)\s*" + Figure;

    private const string Count = "(?:"
        + Figure + @"\s*(?:(?:人次|次|人|[条條]|[个個]|位|[则則]|篇|名|新|[网網]友){0,3}\s*" + Word
            + "|(?:秒[钟鐘]?|分[钟鐘]|小[时時]|天|[周週]|[个個]?月|年)之?前|" + English + ")"
        + "|(?:更新至?|(?:共|已有)?" + Word + @"|(?:comments?|replies|views?|reads?|likes?|points?|votes?|shares?))\s*[:：]?\s*第?\s*" + Figure
            + @"\s*(?:人次|次|人|[条條]|[个個]|℃|度|位|名|遍|集|期|[话話]|章|回)?"
        + "|" + Sign + ")";

    private const string Counts = Count + @"(?:\s*(?:[，,、/|｜·・&+]|and\b|和)?\s*" + Count + "){0,4}";

    private const string OnlyInBrackets = Figure + @"\s*(?:[张張]|幅|p|[图圖]|[楼樓]|集|[页頁]|" + OfVisit + ")";

    /// <summary>What follows a number in a sentence too ("3 new cases"), so that it must be set off by more than a space.</summary>
    private const string OfVisit = "(?:new|live|unread|updates?|[条條]?更新|[条條]?新消息)";

    [GeneratedRegex(@"\s*" + Open + "(?:" + Counts + "|" + OnlyInBrackets + ")" + Close + @"\s*$", Options, 5_000)]
    private static partial Regex TailInBrackets { get; }

    // Parts of a series are in full-width brackets: （3）.
    [GeneratedRegex(@"\s*[(\[〔﹙<{]\s*(?!(?:19|20)\d\d\b)(?<bare>\d{1,7})(?:\s*/\s*\d{1,7})?\s*[)\]〕﹚>}]\s*$", Options, 5_000)]
    private static partial Regex BareInBrackets { get; }

    [GeneratedRegex(Between + Counts + @"\s*$", Options, 5_000)]
    private static partial Regex TailSetOff { get; }

    [GeneratedRegex(@"\s*[|｜·•/—–]\s*" + Figure + @"\s*" + OfVisit + @"\s*$", Options, 5_000)]
    private static partial Regex TailOfVisit { get; }

    [GeneratedRegex("^" + Figure + @"\s*" + OfVisit + @"\s*[|｜·•/—–:：]\s*", Options, 5_000)]
    private static partial Regex HeadOfVisit { get; }

    [GeneratedRegex(@"\s*" + Sign + @"\s*$", Options, 5_000)]
    private static partial Regex TailSign { get; }

    [GeneratedRegex(@"\s+(?:[/|｜·・]\s*|\+)(?<alone>\d{1,7})$", Options, 5_000)]
    private static partial Regex BareTail { get; }

    [GeneratedRegex(
        @"^\s*" + Open + "(?:" + Counts + "|" + OnlyInBrackets + @"|(?!(?:19|20)\d\d\b)(?<bare>\d{1,4}))" + Close + @"\s*", Options, 5_000)]
    private static partial Regex HeadInBrackets { get; }

    [GeneratedRegex("^" + Counts + Between, Options, 5_000)]
    private static partial Regex HeadSetOff { get; }

    [GeneratedRegex(
        @"^(?:(?:top|rank|nr\.?)\s*\d{1,4}(?:\s*[:：.、|｜·—–)）\]】-]+\s*|\s+(?!(?-i:[a-z])|\d))"
        + @"|(?:(?:[热熱]?榜|榜[单單]|排名|排行)第?\s*\d{1,4}\s*[名位]?|第\s*\d{1,4}\s*[名位])\s*(?:[:：|｜、·]\s*|\s))", Options, 5_000)]
    private static partial Regex Rank { get; }

    // Matches a number before a sentence that does not continue with what is counted, as in "3 人遇难".
    [GeneratedRegex(
        @"^(?<alone>\d{1,4})\s+(?=\p{IsCJKUnifiedIdeographs})(?![年月日时時分秒点點岁歲名人位个個例级級度元万萬千百亿億米公里吨噸辆輛架艘台臺号號楼樓层層]"
            + "|[户戶家所条條项項次起场場轮輪届屆批种種类類款天周週季死伤傷失被线線组組路机機]|[车車](?!站))",
        Options, 5_000)]
    private static partial Regex BareHead { get; }
}
