using System.Text.Json;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>An article page that a list named: it is read once and then settled.</summary>
public sealed class ListedPage
{
    /// <param name="item">The list's own text.</param>
    /// <param name="due">When the page is read first.</param>
    public ListedPage(ArticleDraft item, DateTimeOffset due)
    {
        ArgumentNullException.ThrowIfNull(item);
        (Url, ListedItem, NextAttemptAt) = (item.Url!, JsonSerializer.Serialize(item), due);
    }

    private ListedPage() => (Url, ListedItem) = (null!, null!);

    public required string SourceId { get; init; }

    /// <summary>The canonical address; see <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Key { get; init; }

    public string Url { get; private set; }

    /// <summary>The list's own text as JSON, which is used if the page never becomes readable.</summary>
    public string ListedItem { get; private set; }

    public DateTimeOffset ListedAt { get; init; }

    /// <summary>True if it must not alert, because it was listed at the source's first poll.</summary>
    public bool Silent { get; init; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public bool Settled { get; private set; }

    /// <summary>Returns true if an item links to this page with the same title.</summary>
    public bool IsOf(ArticleDraft item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Url == item.Url && TitleSubstance.Same(ReadDraft().Title, item.Title);
    }

    /// <summary>Returns the list's own text.</summary>
    public ArticleDraft ReadDraft() => JsonSerializer.Deserialize<ArticleDraft>(ListedItem)!;

    /// <summary>Replaces the list's own text by a newer one.</summary>
    public void Relist(ArticleDraft item) => ListedItem = JsonSerializer.Serialize(item);

    /// <summary>Counts an attempt to read the page.</summary>
    public void CountAttempt() => Attempts++;

    /// <summary>Postpones the next attempt.</summary>
    public void PutOff(DateTimeOffset until) => NextAttemptAt = until;

    /// <summary>Postpones the next attempt, unless these were enough: then the page is settled.</summary>
    public void PutOff(DateTimeOffset until, int mostAttempts) => (NextAttemptAt, Settled) = (until, Attempts >= mostAttempts);

    /// <summary>Ends the attempts: the page was read, or will not be.</summary>
    public void Settle() => Settled = true;
}
