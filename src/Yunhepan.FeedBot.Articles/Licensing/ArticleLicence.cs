using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Articles.Licensing;

/// <summary>What a source lets others show of its articles, as feeds.json states it.</summary>
/// <param name="IsExcerpt">An excerpt alone, nowhere more.</param>
/// <param name="NoticeZh">The licence or attribution that goes with it, in Chinese; null for none.</param>
/// <param name="NoticeEn">The same in English.</param>
/// <param name="Url">Where the licence can be read.</param>
public sealed record ArticleLicence(bool IsExcerpt, string? NoticeZh, string? NoticeEn, string? Url)
{
    /// <summary>The notice for a BCP 47 tag: Chinese for <c>zh…</c>, else English.</summary>
    public string? NoticeFor(string? language) =>
        language is not null && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? NoticeZh : NoticeEn;
}

/// <summary>What of an article may be shown to readers: the one way to its text for pages, feeds and chats.</summary>
/// <param name="Html">Sanitised; empty where there is none, or none may be shown.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Summary">Null where it has none.</param>
/// <param name="IsWhole">False: the text is an excerpt.</param>
public sealed record ShownText(string Html, string Text, string? Summary, bool IsWhole, ArticleLicence? Licence)
{
    private const int LongestExcerpt = 200;

    public static ShownText Of(Article article, TaxonomyTree tree)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(tree);
        var licence = tree.LicenceOf(article.SourceId);
        // A source that feeds.json names no more keeps the bounds it was read under.
        if (!(licence?.IsExcerpt ?? article.IsExcerptOnly))
            return new ShownText(article.ContentHtml, article.ContentText, article.Summary, true, licence);
        var excerpt = Excerpt(article);
        return new ShownText("", excerpt, excerpt.Length > 0 ? excerpt : null, false, licence);
    }

    /// <summary>Of what its source says itself, else of the beginning: so much, and never more than half of the text.</summary>
    private static string Excerpt(Article article)
    {
        var whole = article.ContentText.Trim();
        var from = string.IsNullOrWhiteSpace(article.Summary) ? whole : article.Summary.Trim();
        var most = whole.Length == 0 ? LongestExcerpt : Math.Min(LongestExcerpt, whole.Length / 2);
        if (from.Length <= most)
            return from;
        var end = most;
        foreach (var start in System.Globalization.StringInfo.ParseCombiningCharacters(from[..(most + 1)]))
            end = start;
        return string.Concat(from.AsSpan(0, end).TrimEnd(), "…");
    }
}
