using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>Saves what another stage keeps beside the articles, inside the transaction that changes them.</summary>
public delegate Task SaveAlongside(DbTransaction transaction, CancellationToken cancellationToken);

/// <summary>What an append did.</summary>
public sealed record ArticleChanges(IReadOnlyList<Article> New, IReadOnlyList<Article> Corrected)
{
    public static ArticleChanges None { get; } = new([], []);

    /// <summary>Taken back by a notice in their place, or by a notice among the new ones.</summary>
    public IReadOnlyList<Article> Withdrawn { get; init; } = [];

    /// <summary>Items that came back after the operator had taken them down: they were left out.</summary>
    public IReadOnlyList<Takedown> KeptAway { get; init; } = [];
}

/// <summary>
/// The writing side of the store. Every append is one transaction, in which its caller saves what belongs to the same step (the
/// source's state, the listed pages), so that a crash loses nothing and repeats nothing.
/// </summary>
public sealed class ArticleStore(ArticlesDb db, ArticleFiler filer, StoryJoiner stories, RevisionBell bell, TimeProvider time)
{
    private readonly TopicRemovals _departures = new(db);
    private readonly AlertEndings _endings = new(db, time);
    private readonly NoticedArticles _noticed = new(db);

    /// <summary>Stores what is new, corrects what differs in substance, leaves the rest alone.</summary>
    /// <param name="source">Whose they are.</param>
    /// <param name="drafts">The newest first: revisions are numbered as they were published.</param>
    /// <param name="cancellationToken">Ends it with nothing stored.</param>
    /// <param name="alongside">Saves what belongs to the same step, in the same transaction.</param>
    public async Task<ArticleChanges> AppendAsync(
        Source source, IReadOnlyList<ArticleDraft> drafts, CancellationToken cancellationToken, SaveAlongside? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLogAsync(cancellationToken);

        var known = await KnownArticles.ReadAsync(db, source.Id, drafts, cancellationToken);
        var keptAway = await KeptAway.ReadAsync(db, source.Id, drafts, cancellationToken);
        var number = await HeadAsync(cancellationToken);
        List<Article> added = [], corrected = [], moved = [], withdrawn = [];
        List<Takedown> returned = [];
        foreach (var item in drafts.Reverse())
        {
            var (stated, alerting) = (ArticleIdentity.StatedBy(item), item.Alerting);
            var (article, identity) = item.LookedAt is { } lookedAt ? (lookedAt, lookedAt.Identity) : known.Find(stated, item);
            if (article is null or { WithdrawnAt: null } && keptAway.Find(stated, item, article) is { } takedown)
            {
                if (KeptAway.Note(takedown, time.GetUtcNow()))
                    returned.Add(takedown);
            }
            else if (article is null)
            {
                article = Create(source, identity, item);
                db.Articles.Add(article);
                known.Add(article);
                added.Add(article);
                Log(article, ++number, RevisionKind.New, alerting, []);
            }
            else if (article.ForgottenAt is not null)
            {
                // What was taken out of it stays out, however often its source says it.
            }
            else if (
                article.WithdrawnAt is null
                && RetractionNotice.InPlaceOf(item.Title, Text(item), article.Title, Text(article)) is { } notice)
            {
                Withdraw(article, ++number, "notice: " + notice, alerting);
                withdrawn.Add(article);
            }
            else if (article.WithdrawnAt is null && Correct(article, source, item, number + 1) is { Count: > 0 } changes)
            {
                if (!added.Contains(article))
                    corrected.Add(article);
                Log(article, ++number, RevisionKind.Corrected, alerting, changes);
            }
            else if (article.WithdrawnAt is null && Moved(article, item))
            {
                moved.Add(article);
            }
        }

        foreach (var noticed in await _noticed.FindAsync(source, [.. added, .. corrected], cancellationToken))
        {
            if (noticed.TakesBack)
            {
                Withdraw(noticed.Article, ++number, "notice: " + noticed.Notice.Title, alerting: true);
                withdrawn.Add(noticed.Article);
            }
            else
            {
                CorrectByNotice(noticed, ++number);
            }
        }

        number = await EndAsync(added, corrected, number, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await TellStoriesAsync(added, corrected, moved, withdrawn, number, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await _departures.SaveAsync(cancellationToken);
        if (alongside is not null)
            await alongside(transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (added.Count + corrected.Count + withdrawn.Count > 0)
            bell.Ring();
        return new ArticleChanges(added, corrected) { Withdrawn = withdrawn, KeptAway = returned };
    }

    /// <summary>Marks an article as withdrawn by its source: it leaves the feeds, and sent alerts are struck.</summary>
    /// <param name="reason">See <see cref="Article.WithdrawnReason"/>.</param>
    /// <param name="article">Whose source took it away.</param>
    /// <param name="cancellationToken">Ends it with nothing stored.</param>
    /// <param name="alongside">Saves what belongs to the same step, in the same transaction.</param>
    public Task WithdrawAsync(Article article, string reason, CancellationToken cancellationToken, SaveAlongside? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return article.WithdrawnAt is not null ? Task.CompletedTask
            : ChangeAsync(article, number => Withdraw(article, number, reason, alerting: true), alongside, cancellationToken);
    }

    /// <summary>
    /// Takes back a withdrawal: the article is there again, as its source shows it now. What the operator took down stays so.
    /// </summary>
    public Task ReinstateAsync(Article article, CancellationToken cancellationToken, SaveAlongside? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return article.WithdrawnAt is null || article.IsTakenDown ? Task.CompletedTask
            : ChangeAsync(article, number => Reinstate(article, number), alongside, cancellationToken);
    }

    /// <summary>Withdraws an article by the operator's word.</summary>
    internal Task TakeDownAsync(Article article, string reason, CancellationToken cancellationToken) => ChangeAsync(article, number =>
    {
        article.IsTakenDown = true;
        Withdraw(article, number, reason, alerting: true, isOperators: true);
    }, alongside: null, cancellationToken);

    /// <summary>Takes the operator's word back: the article is as it was, withdrawn by its source if it had been.</summary>
    internal Task RestoreAsync(Article article, DateTimeOffset? withdrawnBefore, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(article, number =>
    {
        article.IsTakenDown = false;
        if (withdrawnBefore is null)
        {
            Reinstate(article, number, isOperators: true);
            return;
        }

        Withdraw(article, number, reason ?? "", alerting: true, isOperators: true);
        article.WithdrawnAt = withdrawnBefore;
    }, alongside: null, cancellationToken);

    /// <summary>One article's change in a transaction of its own, with what its context tracks besides.</summary>
    private async Task ChangeAsync(Article article, Action<long> change, SaveAlongside? alongside, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLogAsync(cancellationToken);
        var number = await HeadAsync(cancellationToken);
        await LoadTopicsAsync(article, cancellationToken);
        change(++number);
        await LeadAsync(article, membersChanged: true, number, cancellationToken, article.Log[^1].IsOperators);
        await db.SaveChangesAsync(cancellationToken);
        await _departures.SaveAsync(cancellationToken);
        if (alongside is not null)
            await alongside(transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        bell.Ring();
    }

    // Another telling may come to lead its story, or it may have to go on: both look at where it is filed.
    private async Task LoadTopicsAsync(Article article, CancellationToken cancellationToken)
    {
        var entry = db.Entry(article);
        await entry.Collection(a => a.Categories).LoadAsync(cancellationToken);
        await entry.Collection(a => a.Regions).LoadAsync(cancellationToken);
        await entry.Collection(a => a.Publishers).LoadAsync(cancellationToken);
    }

    /// <summary>What others say to be over: notices among the new ones, and whoever leads a story.</summary>
    private async Task<long> EndAsync(List<Article> added, List<Article> corrected, long number, CancellationToken cancellationToken)
    {
        var told = await _endings.OfNoticesAsync(added, cancellationToken);
        foreach (var ended in told)
            End(ended);
        foreach (var lead in corrected.Where(a => a.HasEnded).ToList())
        {
            foreach (var ended in await _endings.OfStoryAsync(lead, cancellationToken))
                End(ended);
        }

        return number;

        void End(EndedAlert ended)
        {
            _endings.Mark(ended.Article, ended.End, ended.Reason);
            ended.Article.ModifiedAt = time.GetUtcNow();
            Log(ended.Article, ++number, RevisionKind.Corrected, alerting: true,
                [new ArticleChange(ArticleChange.EndField, "", ended.End.ToString())]);
            if (!corrected.Contains(ended.Article) && !added.Contains(ended.Article))
                corrected.Add(ended.Article);
        }
    }

    private async Task<long> HeadAsync(CancellationToken cancellationToken) =>
        await db.Revisions.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0;

    private void Withdraw(Article article, long number, string reason, bool alerting, bool isOperators = false)
    {
        article.WithdrawnAt = time.GetUtcNow();
        article.WithdrawnReason = reason;
        article.NextLookAt = null;
        Log(article, number, RevisionKind.Withdrawn, alerting, [], isOperators);
    }

    private void Reinstate(Article article, long number, bool isOperators = false)
    {
        (article.WithdrawnAt, article.WithdrawnReason, article.ModifiedAt) = (null, null, time.GetUtcNow());
        Log(article, number, RevisionKind.Corrected, alerting: true, [new ArticleChange(ArticleChange.RestoredField, "", "")], isOperators);
    }

    /// <summary>Its text stays as its source shows it; whoever was told of it is told of the notice.</summary>
    private void CorrectByNotice(NoticedArticle noticed, long number)
    {
        var said = Text(noticed.Notice) is { Length: > 0 } text ? text : noticed.Notice.Title;
        noticed.Article.ModifiedAt = time.GetUtcNow();
        Log(noticed.Article, number, RevisionKind.Corrected, alerting: true,
            [new ArticleChange("notice", "", ArticleComparison.Excerpt(said))]);
    }

    /// <summary>Needs the numbers that the database gave to new articles.</summary>
    private async Task TellStoriesAsync(
        List<Article> added, List<Article> corrected, List<Article> moved, List<Article> withdrawn, long number,
        CancellationToken cancellationToken)
    {
        foreach (
            var article in corrected.Where(a => a.Log.Exists(r => r.Changes.Exists(c => c.Field == ArticleChange.StoryField))).ToList())
            number = await PartAsync(article, number, cancellationToken);
        // A correction may name another origin, and with it another article to lead.
        foreach (var article in corrected)
            number = await LeadAsync(article, membersChanged: false, number, cancellationToken);
        foreach (var article in withdrawn)
            number = await LeadAsync(article, membersChanged: true, number, cancellationToken);

        await stories.IndexAsync([.. corrected, .. moved], cancellationToken);
        var joined = await stories.JoinAsync(added, cancellationToken);
        foreach (var article in joined)
        {
            // Others of these may be of the same story; a single one changes nothing that is asked for.
            if (joined.Count > 1)
                await db.SaveChangesAsync(cancellationToken);
            number = await LeadAsync(article, membersChanged: true, number, cancellationToken);
        }
    }

    /// <summary>Who says something else now leaves its story: those who remain say so, and it may join another.</summary>
    private async Task<long> PartAsync(Article article, long number, CancellationToken cancellationToken)
    {
        var topics = TopicRemovals.TopicsOf(article);
        var left = await stories.PartAsync(article, cancellationToken);
        if (left.Count == 0)
            return number;
        await db.SaveChangesAsync(cancellationToken);
        foreach (var member in left.Union(await stories.LeadAsync(left[0], membersChanged: true, cancellationToken)))
        {
            Log(member, ++number, RevisionKind.Story, alerting: false, []);
            _departures.Note(TopicRemovals.TopicsOf(article).Union(topics).Except(TopicRemovals.TopicsOf(member)), number);
        }

        _departures.Note(topics.Except(TopicRemovals.TopicsOf(article)), article.Revision);
        await db.SaveChangesAsync(cancellationToken);
        return await LeadAsync(article, membersChanged: true, number, cancellationToken);
    }

    private async Task<long> LeadAsync(
        Article article, bool membersChanged, long number, CancellationToken cancellationToken, bool isOperators = false)
    {
        var wasRepost = article.IsRepost;
        var others = await stories.LeadAsync(article, membersChanged, cancellationToken);
        if (article.IsRepost && !wasRepost)
            _departures.Note(TopicRemovals.PublishersOf(article), article.Revision);
        foreach (var other in others)
        {
            Log(other, ++number, RevisionKind.Story, alerting: false, [], isOperators);
            if (other.IsRepost)
                _departures.Note(TopicRemovals.PublishersOf(other), number);
        }

        return number;
    }

    private void Log(Article article, long number, RevisionKind kind, bool alerting, List<ArticleChange> changes, bool isOperators = false)
    {
        article.Revision = number;
        article.Log.Add(
            new Revision { Number = number, Kind = kind, At = time.GetUtcNow(), Alerting = alerting, Changes = changes,
                IsOperators = isOperators });
    }

    private Article Create(Source source, string identity, ArticleDraft item)
    {
        var now = time.GetUtcNow();
        var article = new Article
        {
            PublicId = ArticleIdentity.PublicId(source.Id, identity),
            SourceId = source.Id,
            Identity = identity,
            Title = item.Title,
            ContentHash = "",
            FirstSeenAt = now,
            PublisherId = source.PublisherId,
            RegionId = source.RegionId,
            TextIsOfPage = item.IsOfPage,
        };
        Fill(article, source, item);
        _endings.MarkAtFirstSight(article);
        // Pages are read one after another; their list says in which order they belong.
        article.SortAt = ArticleOrder.SortAt(article.PublishedAt, article.PublishedHasTime, item.ListedAt ?? now);
        return article;
    }

    private List<ArticleChange> Correct(Article article, Source source, ArticleDraft item, long number)
    {
        // A list that says less than the page it leads to corrects nothing.
        if (item.ContentText.Length == 0 && article.ContentText.Length > 0)
            return [];
        if (SubstanceHash.Of(item.Title, Text(item)) == article.ContentHash
            || ArticleSubstance.Same(item.Title, Text(item), article.Title, Text(article)))
            return [];
        var changes = ArticleComparison.Compare(article, item);
        var wasUrgent = article.Priority == Priority.Urgent;
        var end = wasUrgent && article.EndedAt is null ? AlertEndings.OfEdit(article.Title, Text(article), item.Title, Text(item)) : null;
        if (article.HasEnded && AlertEndings.IsTakenBack(article, item.Title, Text(item)))
        {
            changes.Insert(0, new ArticleChange(ArticleChange.EndField, article.EndedAs.ToString()!, ""));
            (article.EndedAt, article.EndedAs, article.EndedReason) = (null, null, null);
        }

        // One that came with this very batch was never shown.
        if (changes.Count > 0 && article.Id != 0)
            db.Versions.Add(
                new ArticleVersion { ArticleId = article.Id, ReplacedBy = number, Title = article.Title,
                    ContentText = article.ContentText });
        var (shown, now, told) = (article.Updated, time.GetUtcNow(), StorySubject.Of(article));
        var topics = TopicRemovals.TopicsOf(article);
        Fill(article, source, item);
        if (end is var (how, words))
        {
            _endings.Mark(article, how, words);
            changes.Insert(0, new ArticleChange(ArticleChange.EndField, "", how.ToString()));
        }

        if (changes.Count > 0 && !StoryComparison.StillTells(told, StorySubject.Of(article)))
            changes.Add(new ArticleChange(ArticleChange.StoryField, "", ""));
        _departures.Note(topics.Except(TopicRemovals.TopicsOf(article)), number);
        // Many change a text and leave its time alone, or state one that is yet to come: readers look at the time to see that it changed.
        article.ModifiedAt = item.ModifiedAt is { } stated && stated > shown && stated <= now ? stated : now;
        return changes;
    }

    /// <summary>The site gave the same article another address: what leads readers there follows, without a revision.</summary>
    private static bool Moved(Article article, ArticleDraft item)
    {
        if (item.Url is null || (article.Url is { } known && FoldedUrl.Of(known) == FoldedUrl.Of(item.Url)))
            return false;
        article.Url = item.Url;
        return true;
    }

    private void Fill(Article article, Source source, ArticleDraft item)
    {
        article.Url = item.Url ?? article.Url;
        article.Title = item.Title;
        article.ContentHtml = item.ContentHtml;
        article.ContentText = item.ContentText;
        article.Summary = item.Summary;
        article.ImageUrl = ArticlePicture.Of(item.Title, item.ImageUrl, item.ContentHtml);
        if (item.PublishedAt is { } published)
        {
            article.PublishedAt = published;
            article.PublishedOffsetMinutes = (int)published.Offset.TotalMinutes;
            article.PublishedHasTime = item.PublishedHasTime;
        }

        article.ModifiedAt = item.ModifiedAt is { } modified && modified <= time.GetUtcNow() ? modified : article.ModifiedAt;
        article.Authors = [.. item.Authors];
        article.Editor = item.Editor;
        article.OriginName = item.OriginName;
        article.OriginUrl = item.OriginUrl;
        article.Tags = [.. item.Tags];
        article.Section = item.Section;
        article.Language = source.Language ?? item.Language;
        article.Rights = item.Rights;
        article.IsExcerptOnly = source.Licence is { Text: LicensedText.Excerpt };
        article.Related = [.. item.Related];
        article.Attachments = [.. item.Attachments];
        article.ContentHash = SubstanceHash.Of(item.Title, Text(item));
        filer.File(article, source);
    }

    private static string Text(ArticleDraft item) => item.ContentText.Length > 0 ? item.ContentText : item.Summary ?? "";

    private static string Text(Article article) => article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";
}
