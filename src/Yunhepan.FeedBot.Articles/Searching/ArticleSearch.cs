using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Searching;

/// <summary>What a search looks for.</summary>
public enum SearchSubject
{
    /// <summary>Required words.</summary>
    Words,

    /// <summary>Only excluded words.</summary>
    OnlyUnwanted,

    /// <summary>No words.</summary>
    Nothing,
}

/// <summary>Full-text search over title and text. Scoped, like its context.</summary>
public sealed class ArticleSearch(ArticlesDb db, CurrentTopics topics)
{
    /// <summary>
    /// Returns the newest stored articles within a filter that contain all words, newest first, with categories loaded. A Chinese
    /// word may have any length; <c>"a phrase"</c> must occur as a whole; <c>-word</c> excludes. An empty query finds nothing,
    /// and no input is an error.
    /// </summary>
    /// <param name="skipped">The number of newer matches to leave out.</param>
    public async Task<IReadOnlyList<Article>> FindAsync(
        string typed, ArticleFilter filter, int count, CancellationToken cancellationToken, int skipped = 0)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var terms = SearchTerms.Parse(typed);
        if (terms.IsEmpty)
            return [];
        var (sql, parameters) = Statement(db.Match(terms), filter, count, skipped);
        var ids = await db.Database.SqlQueryRaw<long>(sql, parameters).ToListAsync(cancellationToken);
        return await db.Articles.Where(a => ids.Contains(a.Id))
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id)
            .Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Returns what a search looks for.</summary>
    public static SearchSubject SubjectOf(string typed) => SearchTerms.Parse(typed) switch
    {
        { IsEmpty: false } => SearchSubject.Words,
        { Unwanted.Count: > 0 } => SearchSubject.OnlyUnwanted,
        _ => SearchSubject.Nothing,
    };

    /// <summary>Returns the number of matches, counted up to <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(string typed, ArticleFilter filter, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var terms = SearchTerms.Parse(typed);
        if (terms.IsEmpty)
            return 0;
        var (sql, parameters) = Statement(db.Match(terms), filter, most);
        sql = $"""SELECT CAST(COUNT(*) AS integer) AS "Value" FROM ({sql}) AS found""";
        return (await db.Database.SqlQueryRaw<int>(sql, parameters).ToListAsync(cancellationToken))[0];
    }

    private (string Sql, object[] Parameters) Statement(string match, ArticleFilter filter, int count, int skipped = 0)
    {
        List<object> parameters = [match];
        var sql = $"""SELECT a."Id" AS "Value" FROM {db.MatchingArticles} AND a."WithdrawnAt" IS NULL""";
        sql += $" AND a.\"IsUnlisted\" = {Parameter(false)}";
        if (filter.StoriesOnce)
            sql += $" AND a.\"IsRepost\" = {Parameter(false)}";
        if (filter.SourceId is { } source)
            sql += $" AND a.\"SourceId\" = {Parameter(source)}";
        if (filter.CategoryId is { } category)
            sql += $" AND {Filed("article_categories", "CategoryId", Below(TopicKind.Category, category))}";
        if (filter.PublisherId is { } publisher)
            sql += $" AND (a.\"PublisherId\" IN ({Below(TopicKind.Publisher, publisher)}) OR (a.\"IsRepost\" = {Parameter(false)} "
                + $"AND {Filed("article_publishers", "PublisherId", Below(TopicKind.Publisher, publisher))}))";
        if (filter.RegionId is { } region)
            sql += $" AND (a.\"RegionId\" IN ({Below(TopicKind.Region, region)}) "
                + $"OR {Filed("article_regions", "RegionId", Below(TopicKind.Region, region))})";
        return ($"{sql} ORDER BY {db.StoredOrder} DESC LIMIT {Parameter(count)} OFFSET {Parameter(skipped)}", [.. parameters]);

        string Parameter(object value)
        {
            parameters.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{parameters.Count - 1}}}");
        }

        string Below(TopicKind kind, string id) =>
            string.Join(", ", topics.Tree.SelfAndDescendants(kind, id).Select(n => n.Id).DefaultIfEmpty(id).Select(Parameter));

        static string Filed(string table, string column, string ids) =>
            $"EXISTS (SELECT 1 FROM {table} AS f WHERE f.\"ArticleId\" = a.\"Id\" AND f.\"{column}\" IN ({ids}))";
    }
}
