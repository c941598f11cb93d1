using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>Turns a stored article into what a chat shows, in the reader's language.</summary>
public sealed class AlertMessages(CurrentTaxonomy taxonomy)
{
    private const int SummaryLength = 300;
    private const int MaxChanges = 5;

    /// <summary>An article outside of any alert: for lists.</summary>
    public AlertMessage ForArticle(Article article, string language) =>
        Build(article, language, AlertKind.New, Topics.ToPriority(article.Priority), []);

    internal AlertMessage ForAlert(Alert alert, Article article, string language) =>
        Build(article, language, alert.Kind, alert.Priority, [.. alert.Changes.Take(MaxChanges).Select(c => ChangeLine.Parse(c).For(language))]);

    private AlertMessage Build(Article article, string language, AlertKind kind, AlertPriority priority, IReadOnlyList<string> changes)
    {
        var tree = taxonomy.Tree;
        return new AlertMessage
        {
            Kind = kind,
            Priority = priority,
            ArticleId = article.PublicId,
            Title = article.Title,
            Summary = Shortened(article.Summary),
            Url = article.Url,
            SourceName = tree.Find(TaxonomyKind.Source, article.SourceId)?.NameFor(language) ?? article.SourceId,
            OriginName = article.OriginName,
            Authors = article.Authors,
            PublishedAt = article.Published,
            PublishedHasTime = article.PublishedHasTime,
            Categories = [.. article.Categories
                .Select(c => tree.Find(TaxonomyKind.Category, c.CategoryId)?.NameFor(language) ?? c.CategoryId)
                .Distinct()],
            ImageUrl = article.ImageUrl,
            Changes = changes,
            Language = language,
        };
    }

    private static string? Shortened(string? text)
    {
        if (text is null || text.Length <= SummaryLength)
            return text;
        var end = SummaryLength;
        // Never through the middle of a character.
        foreach (var start in System.Globalization.StringInfo.ParseCombiningCharacters(text[..(SummaryLength + 1)]))
            end = start;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}

/// <summary>One change of a correction, as it is stored in an alert and as a reader sees it.</summary>
internal sealed record ChangeLine(string Field, string Before, string After)
{
    private const char Separator = '\u001f';

    public static string Format(ArticleChange change) =>
        string.Join(Separator, Clean(change.Field), Clean(change.Before), Clean(change.After));

    public static ChangeLine Parse(string text)
    {
        var parts = text.Split(Separator);
        return new ChangeLine(parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
    }

    public string For(string language)
    {
        var chinese = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        var field = (Field, chinese) switch
        {
            ("title", true) => "标题",
            ("title", false) => "Title",
            ("text", true) => "正文",
            ("text", false) => "Text",
            ("published", true) => "时间",
            ("published", false) => "Time",
            ("origin", true) => "来源",
            ("origin", false) => "Source",
            ("author" or "authors", true) => "作者",
            ("author" or "authors", false) => "Author",
            _ => Field,
        };
        return (Before, After) switch
        {
            ("", "") => field,
            ("", _) => $"{field}{(chinese ? "：" : ": ")}{After}",
            (_, "") => $"{field}{(chinese ? "：" : ": ")}{Before} → {(chinese ? "（无）" : "(none)")}",
            _ => $"{field}{(chinese ? "：" : ": ")}{Before} → {After}",
        };
    }

    private static string Clean(string text) => text.Replace(Separator, ' ');
}
