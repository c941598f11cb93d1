using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Prints for <c>explain</c> how an article came to its current state, and why two are the same or not.</summary>
internal static class ArticleText
{
    public static IEnumerable<ReportLine> Lines(ArticleExplanation explained)
    {
        var article = explained.Article;
        yield return new($"{article.Title}") { Data = DataOf(explained) };
        yield return new($"article {article.Id}  {article.PublicId}  {article.Url}", 1);
        yield return new($"Known by");
        foreach (var identity in explained.Identities)
            yield return new($"{identity}", 1);
        yield return new($"Dated (all times are in UTC)");
        foreach (var line in DateText.Lines(article))
            yield return new($"{line}", 1);
        yield return new($"Filed under");
        foreach (var category in article.Categories)
            yield return new($"{category.CategoryId}  ({category.Reason})", 1);
        foreach (var region in article.Regions)
            yield return new($"region {region.RegionId}  ({region.Reason})", 1);
        foreach (var publisher in article.Publishers)
            yield return new($"publisher {publisher.PublisherId}  ({publisher.Reason})", 1);
        yield return new($"Told by");
        foreach (var member in explained.Story)
            yield return new($"{member.SourceId}{(member.IsRepost ? "" : ", which leads")}  {member.PublicId}  {member.Url}", 1);
        if (article.WithdrawnAt is { } at)
            yield return new($"{(article.IsTakenDown ? "Taken down" : "Withdrawn")} {Times.Write(at)}: {article.WithdrawnReason}");
        yield return new($"History");
        foreach (var line in explained.Revisions.SelectMany(r => Lines(r, explained)))
            yield return line;
    }

    public static IEnumerable<ReportLine> Lines(PairExplanation pair)
    {
        yield return new($"{pair.First.PublicId}  {pair.First.SourceId}  {pair.First.Title}")
        {
            Data = new
            {
                First = pair.First.PublicId, Second = pair.Second.PublicId,
                SameArticle = pair.Identity, SameStory = pair.Story, pair.InOneStory,
            },
        };
        yield return new($"{pair.Second.PublicId}  {pair.Second.SourceId}  {pair.Second.Title}");
        yield return new($"The same article: {(pair.Identity.Same ? "yes" : "no")}: {pair.Identity.Reason}");
        yield return new($"The same story:   {(pair.Story.Same ? "yes" : "no")}: {pair.Story.Reason}");
        yield return new($"Stored as one story: {(pair.InOneStory ? "yes" : "no")}");
    }

    private static IEnumerable<ReportLine> Lines(Revision revision, ArticleExplanation explained)
    {
        yield return new($"revision {revision.Number}  {Times.Write(revision.At)}  {Word(revision)}", 1);
        foreach (var change in revision.Changes.Where(c => c.Field != ChangedField.Restored))
            yield return new($"{change.Field.ToString().ToLowerInvariant()}: {change.Before} → {change.After}", 3);
        if (explained.Versions.FirstOrDefault(v => v.ReplacedBy == revision.Number) is { } version)
            yield return new($"before: {version.Title} ({version.ContentText.Length} characters kept)", 3);
    }

    private static object DataOf(ArticleExplanation explained) => new
    {
        Article = explained.Article.PublicId,
        Number = explained.Article.Id,
        explained.Article.Title,
        explained.Article.Url,
        explained.Identities,
        explained.Article.Published,
        explained.Article.PublishedOrigin,
        explained.Article.ModifiedAt,
        explained.Article.ModifiedOrigin,
        Categories = explained.Article.Categories.Select(c => new { Id = c.CategoryId, c.Reason }),
        Regions = explained.Article.Regions.Select(r => new { Id = r.RegionId, r.Reason }),
        Publishers = explained.Article.Publishers.Select(p => new { Id = p.PublisherId, p.Reason }),
        explained.Story,
        explained.Article.WithdrawnAt,
        explained.Article.WithdrawnReason,
        explained.Article.IsTakenDown,
        History = explained.Revisions.Select(r => new { r.Number, r.At, r.Kind, r.Changes }),
    };

    private static string Word(Revision revision) => revision.Kind switch
    {
        RevisionKind.New => "new",
        RevisionKind.Corrected when revision.Changes.Exists(c => c.Field == ChangedField.Restored) =>
            revision.IsOperators ? "restored by the operator" : "restored: its source shows it again",
        RevisionKind.Withdrawn when revision.IsOperators => "taken down by the operator",
        RevisionKind.Corrected => "corrected",
        RevisionKind.Withdrawn => "withdrawn",
        RevisionKind.Story => "its story changed",
        _ => throw new ArgumentOutOfRangeException(nameof(revision), revision.Kind, "No text is defined for this kind."),
    };
}
