using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Topics;

/// <summary>A search as an address states it: <c>q=…&amp;category=…&amp;source=…</c>.</summary>
internal sealed record SearchQuery(string Words, string? CategoryId, string? SourceId)
{
    /// <summary>Longer input is truncated, because it is a text and not a search.</summary>
    private const int MostCharacters = 200;

    public ArticleFilter Filter => new() { CategoryId = CategoryId, SourceId = SourceId };

    public static SearchQuery Parse(IQueryCollection query) => Create(query["q"], query["category"], query["source"]);

    /// <summary>Parses the output of <see cref="ToString"/>.</summary>
    public static SearchQuery Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return Create(values.GetValueOrDefault("q"), values.GetValueOrDefault("category"), values.GetValueOrDefault("source"));
    }

    /// <summary>Returns the query of an address; equal searches give equal queries.</summary>
    public override string ToString()
    {
        var query = "q=" + Uri.EscapeDataString(Words);
        if (CategoryId is not null)
            query += "&category=" + Uri.EscapeDataString(CategoryId);
        return SourceId is null ? query : query + "&source=" + Uri.EscapeDataString(SourceId);
    }

    private static SearchQuery Create(string? words, string? category, string? source) =>
        new(LegalText.Shortened(LegalText.OneLine(words), MostCharacters), NullIfBlank(category), NullIfBlank(source));

    private static string? NullIfBlank(string? id) => string.IsNullOrWhiteSpace(id) ? null : id.Trim();
}
