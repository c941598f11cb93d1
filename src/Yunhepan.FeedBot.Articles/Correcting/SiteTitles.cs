using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// Knows what a template of the site puts before or after every title, such as its name: that corrects none of them. A state of
/// affairs (已解除, "cancelled") is no name, however many titles receive it at once.
/// </summary>
internal sealed partial class SiteTitles
{
    private const int Several = 3;

    private const int ShortestName = 2;

    private readonly List<string> _names;

    private readonly HashSet<string> _shared;

    private SiteTitles(List<string> names, HashSet<string> shared) => (_names, _shared) = (names, shared);

    /// <param name="known">The known articles of one document.</param>
    public static SiteTitles Find(Source source, IReadOnlyList<(Article Article, ArticleDraft Draft)> known)
    {
        var additions = known.Select(k => Addition(k.Article.Title, k.Draft.Title)).OfType<string>().Where(a => !State.IsMatch(a))
            .CountBy(a => a);
        return new SiteTitles(
            [.. new[] { Letters(source.Name.Zh), Letters(source.Name.En) }.Where(n => n.Length >= ShortestName)],
            additions.Where(a => a.Value >= Several && a.Value * 2 > known.Count).Select(a => a.Key).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Returns the draft under the known title if only the site's name was added to it or left out.</summary>
    public ArticleDraft Plain(Article article, ArticleDraft draft) =>
        Addition(article.Title, draft.Title) is { } addition && (_shared.Contains(addition)
            || _names.Exists(n => addition.Length * 2 > n.Length && n.Contains(addition, StringComparison.Ordinal)))
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
        @"已|未|解除|取消|撤|延期|推迟|暂停|更正|勘误|致歉|结束|终止|到期|找到|平安|落网|到案|谣|作废|失效|降|升|恢复|\d"
            + "|cancel|lift|end|over|found|safe|correct|retract|withdr|postpon|delay|expire|close|solved|arrest|false",
        RegexOptions.None, 5_000)]
    private static partial Regex State { get; }
}
