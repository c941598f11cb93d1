using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// Knows what a template of the site puts before or after every title, such as its name: that corrects none of them. A state of
/// affairs (已解除, "cancelled") is no name, however many titles receive it at once, and neither is what only some titles have.
/// </summary>
internal sealed partial class SiteTitles
{
    private const int Several = 3;

    /// <summary>From this many titles on, what stands behind a separator is a name although a word of it may be a state.</summary>
    private const int Many = 5;

    private const int ShortestName = 2;

    private readonly List<string> _names;

    private readonly HashSet<string> _shared;

    private SiteTitles(List<string> names, HashSet<string> shared) => (_names, _shared) = (names, shared);

    /// <param name="known">The known articles of one document.</param>
    public static SiteTitles Find(Source source, IReadOnlyList<(Article Article, ArticleDraft Draft)> known)
    {
        var additions = known.Select(k => Addition(k.Article.Title, k.Draft.Title)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (additions.Count > 0)
        {
            // What came after the change has the addition already, or never had it.
            List<(string Before, string Now)> titles = [.. known.Select(k => (Letters(k.Article.Title), Letters(k.Draft.Title)))];
            additions.RemoveWhere(a => known.Count < Several
                || !(IsNearlyAll(titles.Count(t => Has(t.Now, a)), known.Count)
                    || titles.Count(t => Has(t.Before, a)) >= Several && !titles.Exists(t => Has(t.Now, a)))
                || (State.IsMatch(a) && !IsName(a, known)));
        }

        return new SiteTitles(
            [.. source.Name.All.Select(Letters).Where(n => n.Length >= ShortestName)], additions);
    }

    // One of them may be pinned, cut or on another site.
    private static bool IsNearlyAll(int some, int all) => some * 10 >= all * 9;

    /// <summary>
    /// Returns true for the end of many titles that contains the word of a state but does not begin with it: _突发事件预警网.
    /// </summary>
    private static bool IsName(string addition, IReadOnlyList<(Article Article, ArticleDraft Draft)> known) =>
        known.Count >= Many && State.Match(addition) is var state && state.Index > 0 && state.Length * 2 < addition.Length
        && known.Count(k => Separated.Match(k.Draft.Title) is { Success: true } end && Letters(end.Value) == addition) >= Many - 1;

    private static bool Has(string title, string addition) =>
        title.StartsWith(addition, StringComparison.Ordinal) || title.EndsWith(addition, StringComparison.Ordinal);

    /// <summary>Returns the draft under the known title if only the site's name was added to it or left out.</summary>
    public ArticleDraft Plain(Article article, ArticleDraft draft) =>
        Addition(article.Title, draft.Title) is { } addition && (_shared.Contains(addition)
            || _names.Exists(n => n == addition
                || addition.Length * 2 > n.Length && n.Contains(addition, StringComparison.Ordinal) && !State.IsMatch(addition)))
            ? draft with { Title = article.Title } : draft;

    /// <summary>Returns the letters that one title has before or after the other; null if it is not only that.</summary>
    private static string? Addition(string title, string other)
    {
        var (shorter, longer) = (Letters(title), Letters(other));
        if (shorter.Length > longer.Length)
            (shorter, longer) = (longer, shorter);
        if (shorter.Length == 0 || shorter.Length == longer.Length)
            return null;
        return longer.StartsWith(shorter, StringComparison.Ordinal) ? longer[shorter.Length..]
            : longer.EndsWith(shorter, StringComparison.Ordinal) ? longer[..^shorter.Length] : null;
    }

    private static string Letters(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(
        @"[已未撤停亡死谣降升]|延(?![安边庆津吉长川])|(?<!开)封|禁(?!毒)|解除|取消|推迟|更正|勘误|致歉|结束|[终中]止|到期|找到|平安|(?<!秭)归|落网|到案|作废|失[效踪联]|遇难|恢复|关闭|重[启开]"
            + @"|断[水电路网交]|中断|满(?![意洲族城])|限[行号流水电]|受限|改[期为道签]|[变更]更|受伤|伤亡|走失|寻[人找]|获救|救[出援]|险情|危险|灾[情害]|预警|紧急|\d"
            + "|cancel|lifted|ended|over$|found|safe|correct|retract|withdr|postpon|delay|expire|close|solved|arrest|false|suspend|shut"
            + "|dead|died|death|kill|injur|missing|resum|reopen|block|rescue|moved|resched|evacuat|urgent|warn|alert",
        RegexOptions.None, 5_000)]
    private static partial Regex State { get; }

    [GeneratedRegex(@"(?:[_|｜]|\s[-–—]|[-–—]\s)[^_|｜]+$", RegexOptions.None, 5_000)]
    private static partial Regex Separated { get; }
}
