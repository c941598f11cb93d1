using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Returns the folded text of a field of an article, in which the words of filters are looked for.</summary>
public sealed class FilterFields(CurrentTopics topics)
{
    internal string TextOf(Article article, FilterField field) => field switch
    {
        FilterField.Anywhere => FoldedText.Fold(article.Title, article.ContentText),
        FilterField.Title => FoldedText.Fold(article.Title),
        FilterField.Text => FoldedText.Fold(article.ContentText),
        FilterField.Author => Lines(article.Authors),
        FilterField.Source => Lines([.. NamesOf(TopicKind.Source, article.SourceId), article.OriginName ?? ""]),
        FilterField.Category => Lines(article.Categories.SelectMany(category => NamesOf(TopicKind.Category, category.CategoryId))),
        _ => throw new System.Diagnostics.UnreachableException($"no field {field}"),
    };

    private IEnumerable<string> NamesOf(TopicKind kind, string id)
    {
        var tree = topics.Tree;
        IEnumerable<TopicNode> nodes = kind == TopicKind.Source
            ? tree.FindFollowed(kind, id) is { } source ? [source] : [] : tree.SelfAndAncestors(kind, id);
        return nodes.SelectMany(node => node.Name.All.Append(node.Id)).Append(id);
    }

    // No word begins in one name and ends in the next.
    private static string Lines(IEnumerable<string> names) =>
        string.Join('\n', names.Where(name => name.Length > 0).Select(FoldedText.Fold).Distinct());
}
