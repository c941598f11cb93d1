using System.Text.Json;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>An article page that a list named: it is read once and then settled.</summary>
public sealed class ListedPage
{
    public required string SourceId { get; init; }

    /// <summary>The canonical address; see <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Key { get; init; }

    public required string Url { get; init; }

    /// <summary>The list's own text as JSON, which is used if the page never becomes readable.</summary>
    public required string ListedItem { get; set; }

    public DateTimeOffset ListedAt { get; init; }

    /// <summary>True if it must not alert, because it was listed at the source's first poll.</summary>
    public bool Silent { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public bool Settled { get; set; }

    /// <summary>Returns true if an item links to this page with the same title.</summary>
    public bool IsOf(ArticleDraft item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Url == item.Url && TitleSubstance.Same(ReadDraft().Title, item.Title);
    }

    /// <summary>Returns the list's own text.</summary>
    public ArticleDraft ReadDraft() => JsonSerializer.Deserialize<ArticleDraft>(ListedItem)!;
}
