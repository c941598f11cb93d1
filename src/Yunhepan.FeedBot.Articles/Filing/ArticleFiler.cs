using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>Files an article under its categories: that of its source, and those whose rules it meets, each with its reason.</summary>
public sealed class ArticleFiler(CurrentCatalogue catalogue)
{
    public void File(Article article, Source source)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(source);
        var categories = catalogue.Catalogue.Categories;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (source.CategoryId is { } own)
            found[own] = "source";
        var subject = new CategorySubject(article.Title, article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "", article.Url);
        foreach (var category in categories)
        {
            if (!found.ContainsKey(category.Id) && Reason(category, subject, article.Section) is { } reason)
                found[category.Id] = reason;
        }

        article.Categories.RemoveAll(c => !found.ContainsKey(c.CategoryId) && !StoryJoiner.IsOfStory(c));
        article.Categories.AddRange(found
            .Where(f => article.Categories.All(c => c.CategoryId != f.Key))
            .Select(f => new ArticleCategory { CategoryId = f.Key, Reason = f.Value }));
        article.Priority = categories
            .Where(c => article.Categories.Exists(f => f.CategoryId == c.Id))
            .Select(c => (ArticlePriority)c.Priority)
            .DefaultIfEmpty(ArticlePriority.Normal)
            .Min();
    }

    private static string? Reason(Category category, CategorySubject subject, string? section)
    {
        if (section is not null && (section == category.Name.Zh || section.Equals(category.Name.En, StringComparison.OrdinalIgnoreCase)))
            return $"section: {section}";
        return category.Match is { } match ? CategoryRule.Reason(match, subject) : null;
    }
}
