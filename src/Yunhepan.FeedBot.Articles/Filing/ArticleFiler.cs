using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>
/// Files an article under categories: that of its source, and those whose rules it matches, each with the reason. An unlisted
/// article is filed nowhere.
/// </summary>
public sealed class ArticleFiler(CurrentCatalogue catalogue)
{
    public void File(Article article, Source source)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(source);
        if (article.IsUnlisted)
            return;
        var categories = catalogue.Catalogue.Categories;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (source.CategoryId is { } own)
            found[own] = "source";
        var subject = new CategorySubject(
            article.Title, article.AvailableText, article.Url,
            article.Section is { } section ? article.Tags.Append(section) : article.Tags);
        foreach (var category in categories)
        {
            if (!found.ContainsKey(category.Id) && Reason(category, subject, article) is { } reason)
                found[category.Id] = reason;
        }

        FileRegions(article, source, subject);
        FilePublishers(article, source);
        article.Categories.RemoveAll(c => !found.ContainsKey(c.CategoryId) && c.ViaStoryOf is null);
        article.Categories.AddRange(found
            .Where(f => article.Categories.All(c => c.CategoryId != f.Key))
            .Select(f => new ArticleCategory { CategoryId = f.Key, Reason = f.Value }));
        Prioritise(article, categories);
    }

    /// <summary>Sets the priority to the highest of the article's categories, unless its alert has ended.</summary>
    internal static void Prioritise(Article article, IReadOnlyList<Category> categories)
    {
        article.Priority = categories
            .Where(c => article.Categories.Exists(f => f.CategoryId == c.Id))
            .Select(c => c.Priority)
            .DefaultIfEmpty(Priority.Normal)
            .Min();
        if (article.EndedAt is not null && article.Priority == Priority.Urgent)
            article.Priority = Priority.Normal;
    }

    /// <summary>Returns the priority of an article by its list entry, before its page is read.</summary>
    public Priority PriorityOf(Source source, ArticleDraft listed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(listed);
        var article = new Article
        {
            PublicId = Guid.Empty,
            SourceId = source.Id,
            IsUnlisted = source.IsUnlisted,
            Identity = "",
            ContentHash = "",
            Title = listed.Title,
            Summary = listed.Summary,
            Url = listed.Url,
            Section = listed.Section,
            Tags = [.. listed.Tags],
        };
        File(article, source);
        return article.Priority;
    }

    private void FileRegions(Article article, Source source, CategorySubject subject)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (source.RegionId is { } own)
            found[own] = "source";
        foreach (var region in catalogue.Catalogue.Regions.Where(r => !found.ContainsKey(r.Id)))
        {
            var reason = RegionNames.Reason(region, subject) ?? (region.Match is { } match ? CategoryRule.Reason(match, subject) : null);
            if (reason is not null)
                found[region.Id] = reason;
        }

        article.Regions.RemoveAll(r => !found.ContainsKey(r.RegionId) && r.ViaStoryOf is null);
        article.Regions.AddRange(found
            .Where(f => article.Regions.All(r => r.RegionId != f.Key))
            .Select(f => new ArticleRegion { RegionId = f.Key, Reason = f.Value }));
    }

    private void FilePublishers(Article article, Source source)
    {
        var named = PublisherNames.Named(catalogue.Catalogue, article.OriginName).Where(p => p.Id != source.PublisherId).Select(p => p.Id)
            .ToHashSet(StringComparer.Ordinal);
        article.Publishers.RemoveAll(p => !named.Contains(p.PublisherId));
        article.Publishers.AddRange(named
            .Where(id => article.Publishers.All(p => p.PublisherId != id))
            .Select(id => new ArticlePublisher { PublisherId = id, Reason = $"origin: {article.OriginName}" }));
    }

    private static string? Reason(Category category, CategorySubject subject, Article article)
    {
        // A name in a third language may be the section of something else.
        var name = category.Name;
        if (article.Section is { } section
            && new[] { name.Zh, name.ZhHant, name.En, name.For(article.Language) }.Contains(section, StringComparer.OrdinalIgnoreCase))
            return $"section: {section}";
        return category.Match is { } match ? CategoryRule.Reason(match, subject) : null;
    }
}
