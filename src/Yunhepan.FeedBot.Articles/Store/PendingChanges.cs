using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>The changes of one transaction, each with its number in the log.</summary>
/// <param name="head">The last number in the log before the transaction.</param>
/// <param name="time">The clock.</param>
internal sealed class PendingChanges(long head, TimeProvider time)
{
    private long _number = head;

    public List<Article> Added { get; } = [];

    public List<Article> Corrected { get; } = [];

    /// <summary>Articles that have another address and are otherwise unchanged.</summary>
    public List<Article> Moved { get; } = [];

    public List<Article> Withdrawn { get; } = [];

    /// <summary>Articles whose texts changed in a way that a second look must confirm soon.</summary>
    public List<Article> Unsure { get; } = [];

    /// <summary>Alerts that entries of lists and feeds end, before their pages say so.</summary>
    public List<EndedAlert> Ended { get; } = [];

    public List<Takedown> KeptAway { get; } = [];

    public long LastNumber => _number;

    /// <summary>The number of the next change.</summary>
    public long NextNumber => _number + 1;

    /// <summary>True if the readers of the log must be woken.</summary>
    public bool HasNews => Added.Count + Corrected.Count + Withdrawn.Count > 0;

    /// <summary>Appends a revision of an article to the log.</summary>
    public void Log(Article article, RevisionKind kind, bool alerting, List<ArticleChange> changes, bool isOperators = false)
    {
        article.Revision = ++_number;
        article.Log.Add(new Revision
        {
            Number = _number,
            Kind = kind,
            At = time.GetUtcNow(),
            Alerting = alerting,
            Changes = changes,
            IsOperators = isOperators,
        });
    }

    /// <summary>Withdraws an article.</summary>
    public void Withdraw(Article article, Withdrawal why, bool alerting, bool isOperators = false)
    {
        article.WithdrawnAt = time.GetUtcNow();
        (article.WithdrawnAs, article.WithdrawnReason) = (why.Kind, why.Reason);
        Log(article, RevisionKind.Withdrawn, alerting, [], isOperators);
    }

    /// <summary>Undoes a withdrawal.</summary>
    public void Reinstate(Article article, bool isOperators = false)
    {
        (article.WithdrawnAt, article.WithdrawnAs, article.WithdrawnReason) = (null, null, null);
        (article.ModifiedAt, article.ModifiedOrigin) = (time.GetUtcNow(), null);
        Log(article, RevisionKind.Corrected, alerting: true, [new ArticleChange(ChangedField.Restored, "", "")], isOperators);
    }

    public ArticleChanges ToResult() => new(Added, Corrected) { Withdrawn = Withdrawn, KeptAway = KeptAway };
}
