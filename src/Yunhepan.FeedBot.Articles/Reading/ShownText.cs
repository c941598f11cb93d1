using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;


namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>What of an article may be shown to readers: the one way to its text for pages, feeds and chats.</summary>
/// <param name="Html">Sanitised; empty where there is none, or none may be shown.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Summary">Null where it has none.</param>
/// <param name="IsWhole">False: the text is an excerpt.</param>
public sealed record ShownText(string Html, string Text, string? Summary, bool IsWhole, SourceLicence? Licence)
{
    private const int LongestExcerpt = 200;

    public static ShownText From(Article article, TopicTree tree)
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
