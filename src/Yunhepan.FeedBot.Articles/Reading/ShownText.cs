using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;


namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>The part of an article that may be shown to readers: pages, feeds and chats get texts only from here.</summary>
/// <param name="Html">Sanitised HTML; empty if there is none or none may be shown.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Summary">The summary; null if it has none.</param>
/// <param name="IsWhole">False if the text is an excerpt.</param>
public sealed record ShownText(string Html, string Text, string? Summary, bool IsWhole, SourceLicence? Licence)
{
    private const int LongestExcerpt = 200;

    public static ShownText From(Article article, TopicTree tree)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(tree);
        var licence = tree.LicenceOf(article.SourceId);
        // An article of a source that feeds.json no longer contains keeps the limit under which it was read.
        if (!(licence?.IsExcerpt ?? article.IsExcerptOnly))
            return new ShownText(article.ContentHtml, article.ContentText, article.Summary, true, licence);
        var excerpt = Excerpt(article);
        return new ShownText("", excerpt, excerpt.Length > 0 ? excerpt : null, false, licence);
    }

    /// <summary>
    /// Returns the source's own summary, or else the beginning of the text, up to a limit and never more than half of the text.
    /// </summary>
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
