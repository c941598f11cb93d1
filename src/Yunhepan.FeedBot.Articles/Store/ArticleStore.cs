using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>Saves another stage's data inside the transaction that changes the articles.</summary>
public delegate Task SaveAlongside(DbTransaction transaction, CancellationToken cancellationToken);

/// <summary>
/// The writing side of the store. Every append is one transaction, in which its caller saves the data of the same step (the
/// source's state, the listed pages), so that a crash loses nothing and repeats nothing.
/// </summary>
public sealed class ArticleStore
{
    private readonly ArticlesDb _db;
    private readonly RevisionBell _bell;
    private readonly TimeProvider _time;
    private readonly TopicRemovals _removals;
    private readonly AlertEndings _endings;
    private readonly NoticedArticles _noticed;
    private readonly UnsettledTexts _unsettled;
    private readonly ArticleWriter _writer;
    private readonly StoryWriter _stories;
    private SiteTitles? _titles;

    public ArticleStore(ArticlesDb db, ArticleFiler filer, StoryJoiner stories, RevisionBell bell, TimeProvider time)
    {
        (_db, _bell, _time) = (db, bell, time);
        _removals = new TopicRemovals(db);
        _endings = new AlertEndings(db, time);
        _noticed = new NoticedArticles(db);
        _unsettled = new UnsettledTexts(db);
        _writer = new ArticleWriter(db, filer, _endings, _removals, _unsettled, time);
        _stories = new StoryWriter(db, stories, _removals);
    }

    /// <summary>Stores new articles, corrects those whose substance differs, and leaves the others unchanged.</summary>
    /// <param name="source">The source of the drafts.</param>
    /// <param name="drafts">The drafts, newest first; revisions are numbered in the order of publication.</param>
    /// <param name="cancellationToken">Cancels the append; nothing is stored.</param>
    /// <param name="alongside">Saves the data of the same step in the same transaction.</param>
    /// <param name="isListed">Returns whether the document that offers the drafts lists an address; an article listed there under
    /// its own link is another article.</param>
    /// <param name="whenAdded">Called with each new article once it has its number; <paramref name="alongside"/> saves its plans.</param>
    /// <param name="whenUnsure">Called with each article whose changed text should be read again soon, likewise.</param>
    public async Task<ArticleChanges> AppendAsync(
        Source source, IReadOnlyList<ArticleDraft> drafts, CancellationToken cancellationToken, SaveAlongside? alongside = null,
        Func<string, bool>? isListed = null, Action<Article>? whenAdded = null, Action<Article>? whenUnsure = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        var changes = await BeginChangesAsync(cancellationToken);
        var known = await KnownArticles.ReadAsync(_db, source.Id, drafts, isListed, cancellationToken);
        var takedowns = await TakedownMatcher.ReadAsync(_db, source.Id, drafts, cancellationToken);
        await _unsettled.ReadAsync(known.All.Concat(drafts.Select(d => d.LookedAt).OfType<Article>()), cancellationToken);
        List<(Article Article, ArticleDraft Draft)> again = [.. drafts.Where(d => d is { IsGlimpse: false, IsMove: false })
            .Select(d => (Article: d.LookedAt ?? known.Named(d), d)).Where(k => k.Article is not null).Select(k => (k.Article!, k.d))];
        _unsettled.Survey(again);
        _titles = SiteTitles.Find(source, again);
        foreach (var draft in drafts.Reverse().Where(d => !d.IsGlimpse))
            Take(source, draft, known, takedowns, changes);
        HeedEntries(drafts, known, changes);
        await HeedNoticesAsync(source, changes, cancellationToken);
        await EndAlertsAsync(changes, cancellationToken);
        await _db.SaveChangesAsync(cancellationToken);
        await _stories.UpdateAsync(changes, cancellationToken);
        if (whenAdded is not null)
            changes.Added.ForEach(whenAdded);
        if (whenUnsure is not null)
            changes.Unsure.ForEach(whenUnsure);
        await CommitAsync(transaction, alongside, cancellationToken);
        if (changes.HasNews)
            _bell.Ring();
        return changes.ToResult();
    }

    /// <summary>Marks an article as withdrawn by its source: it leaves the feeds, and sent alerts are struck through.</summary>
    /// <param name="article">The article that its source withdrew.</param>
    /// <param name="why">The source's evidence.</param>
    /// <param name="cancellationToken">Cancels the change; nothing is stored.</param>
    /// <param name="alongside">Saves the data of the same step in the same transaction.</param>
    public Task WithdrawAsync(Article article, Withdrawal why, CancellationToken cancellationToken, SaveAlongside? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return article.WithdrawnAt is not null ? Task.CompletedTask
            : ChangeAsync(article, changes => changes.Withdraw(article, why, alerting: true), alongside, cancellationToken);
    }

    /// <summary>
    /// Undoes a withdrawal: the article is there again, in its source's current version. A takedown by the operator stays.
    /// </summary>
    public Task ReinstateAsync(Article article, CancellationToken cancellationToken, SaveAlongside? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return article.WithdrawnAt is null || article.IsTakenDown ? Task.CompletedTask
            : ChangeAsync(article, changes => changes.Reinstate(article), alongside, cancellationToken);
    }

    /// <summary>Withdraws an article by the operator's decision.</summary>
    internal Task TakeDownAsync(Article article, string reason, CancellationToken cancellationToken) => ChangeAsync(article, changes =>
    {
        article.IsTakenDown = true;
        changes.Withdraw(article, new Withdrawal.TakenDown(reason), alerting: true, isOperators: true);
    }, alongside: null, cancellationToken);

    /// <summary>
    /// Undoes the operator's decision: the article returns to its previous state, withdrawn by its source if it had been.
    /// </summary>
    internal Task RestoreAsync(Article article, Takedown takedown, CancellationToken cancellationToken) => ChangeAsync(article, changes =>
    {
        article.IsTakenDown = false;
        if (takedown.WithdrawnBefore is null)
        {
            changes.Reinstate(article, isOperators: true);
            return;
        }

        var before = new Withdrawal.Earlier(takedown.WithdrawnBeforeAs ?? WithdrawalKind.PageGone, takedown.WithdrawnBeforeReason ?? "");
        changes.Withdraw(article, before, alerting: true, isOperators: true);
        article.WithdrawnAt = takedown.WithdrawnBefore;
    }, alongside: null, cancellationToken);

    /// <summary>Changes one article in a transaction of its own, together with everything its context tracks.</summary>
    private async Task ChangeAsync(
        Article article, Action<PendingChanges> change, SaveAlongside? alongside, CancellationToken cancellationToken)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        var changes = await BeginChangesAsync(cancellationToken);
        await LoadTopicsAsync(article, cancellationToken);
        change(changes);
        await _stories.LeadAsync(article, membersChanged: true, changes, cancellationToken, article.Log[^1].IsOperators);
        await CommitAsync(transaction, alongside, cancellationToken);
        _bell.Ring();
    }

    /// <summary>Waits until this transaction is the only one that appends to the log.</summary>
    private async Task<PendingChanges> BeginChangesAsync(CancellationToken cancellationToken)
    {
        await _db.LockLogAsync(cancellationToken);
        return new PendingChanges(await _db.Revisions.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0, _time);
    }

    private async Task CommitAsync(IDbContextTransaction transaction, SaveAlongside? alongside, CancellationToken cancellationToken)
    {
        await _db.SaveChangesAsync(cancellationToken);
        await _removals.SaveAsync(cancellationToken);
        if (alongside is not null)
            await alongside(transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Another member may become the lead, or the story may continue without this one: both depend on where it is filed.
    private async Task LoadTopicsAsync(Article article, CancellationToken cancellationToken)
    {
        var entry = _db.Entry(article);
        await entry.Collection(a => a.Categories).LoadAsync(cancellationToken);
        await entry.Collection(a => a.Regions).LoadAsync(cancellationToken);
        await entry.Collection(a => a.Publishers).LoadAsync(cancellationToken);
    }

    /// <summary>
    /// Decides what one draft is: kept away, new, a notice in an article's place, a correction, a move, or nothing new.
    /// </summary>
    private void Take(Source source, ArticleDraft draft, KnownArticles known, TakedownMatcher takedowns, PendingChanges changes)
    {
        if (draft.IsMove)
        {
            if (draft.LookedAt is { } moved && ArticleWriter.Move(moved, draft))
                changes.Moved.Add(moved);
            return;
        }

        var stated = ArticleIdentity.StatedBy(draft);
        var (article, identity) = draft.LookedAt is { } lookedAt ? (lookedAt, lookedAt.Identity) : known.Find(stated, draft);
        if (article is null or { WithdrawnAt: null } && takedowns.Find(stated, draft, article) is { } takedown)
        {
            if (TakedownMatcher.Note(takedown, _time.GetUtcNow()))
                changes.KeptAway.Add(takedown);
        }
        else if (article is null)
        {
            article = _writer.Create(source, identity, draft);
            _db.Articles.Add(article);
            known.Add(article);
            changes.Added.Add(article);
            changes.Log(article, RevisionKind.New, draft.Alerting, []);
        }
        else if (article is { WithdrawnAt: null, ForgottenAt: null })
        {
            // Nothing is taken in again about a person whose data was removed, however often the source repeats it.
            TakeKnown(article, source, _titles!.Plain(article, draft), changes);
        }
    }

    /// <summary>
    /// Ends alerts by the words of their entries, or takes that back when no entry says it any more. A document may list an article
    /// under several spellings of its address.
    /// </summary>
    private void HeedEntries(IReadOnlyList<ArticleDraft> drafts, KnownArticles known, PendingChanges changes)
    {
        foreach (var entries in drafts.Where(d => d.IsGlimpse).ToLookup(d => d.LookedAt ?? known.Named(d)))
        {
            if (entries.Key is { } article)
                HeedEntry(article, [.. entries], changes);
        }
    }

    private void HeedEntry(Article article, List<ArticleDraft> entries, PendingChanges changes)
    {
        if (entries.Select(e => EntryEnds.Read(article, e)).FirstOrDefault(e => e is not null) is { } ended)
        {
            changes.Ended.Add(ended);
        }
        else if (entries.Max(e => EntryEnds.IsRepeated(article, e)) is { } isRepeated)
        {
            if (isRepeated)
            {
                EntryEnds.Repeat(article);
            }
            else if (!EntryEnds.Miss(article))
            {
                changes.Unsure.Add(article);
            }
            else
            {
                (article.ModifiedAt, article.ModifiedOrigin) = (_time.GetUtcNow(), null);
                changes.Log(article, RevisionKind.Corrected, alerting: true, [EntryEnds.TakeBack(article)]);
                changes.Corrected.Add(article);
            }
        }
    }

    private void TakeKnown(Article article, Source source, ArticleDraft draft, PendingChanges changes)
    {
        var (said, known) = (draft.AvailableText, article.AvailableText);
        if (RetractionNotice.InPlaceOf(draft.Title, said, article.Title, known) is { } notice)
        {
            changes.Withdraw(article, new Withdrawal.Notice(notice), draft.Alerting);
            changes.Withdrawn.Add(article);
        }
        else if (_writer.Correct(article, source, draft, changes) is { Count: > 0 } corrections)
        {
            if (!changes.Added.Contains(article))
                changes.Corrected.Add(article);
            changes.Log(article, RevisionKind.Corrected, draft.Alerting && !_unsettled.IsCompletion(article, corrections), corrections);
        }
        else if (ArticleWriter.Move(article, draft))
        {
            changes.Moved.Add(article);
        }
    }

    /// <summary>Withdraws or corrects the articles that notices among the new ones name.</summary>
    private async Task HeedNoticesAsync(Source source, PendingChanges changes, CancellationToken cancellationToken)
    {
        foreach (var noticed in await _noticed.FindAsync(source, [.. changes.Added, .. changes.Corrected], cancellationToken))
        {
            if (noticed.TakesBack)
            {
                changes.Withdraw(noticed.Article, new Withdrawal.Notice(noticed.Notice.Title), alerting: true);
                changes.Withdrawn.Add(noticed.Article);
                continue;
            }

            // The text stays as its source shows it; everybody who received the article receives the notice.
            var said = noticed.Notice.AvailableText is { Length: > 0 } text ? text : noticed.Notice.Title;
            (noticed.Article.ModifiedAt, noticed.Article.ModifiedOrigin) = (_time.GetUtcNow(), null);
            changes.Log(noticed.Article, RevisionKind.Corrected, alerting: true,
                [new ArticleChange(ChangedField.Notice, "", ArticleComparison.Excerpt(said))]);
        }
    }

    /// <summary>Ends the alerts whose end other articles report: notices among the new ones, or the lead of a story.</summary>
    private async Task EndAlertsAsync(PendingChanges changes, CancellationToken cancellationToken)
    {
        changes.Ended.ForEach(End);
        foreach (var ended in await _endings.OfNoticesAsync(changes.Added, cancellationToken))
            End(ended);
        // What an entry alone reported may be taken back, so it ends no other article.
        foreach (var lead in changes.Corrected.Where(a => a.HasEnded && a.EndedBy != EndedByKind.Entry).ToList())
        {
            foreach (var ended in await _endings.OfStoryAsync(lead, cancellationToken))
                End(ended);
        }

        void End(EndedAlert ended)
        {
            if (ended.Article.HasEnded)
                return;
            _endings.Mark(ended.Article, ended.End, ended.Evidence);
            (ended.Article.ModifiedAt, ended.Article.ModifiedOrigin) = (_time.GetUtcNow(), null);
            changes.Log(ended.Article, RevisionKind.Corrected, alerting: true,
                [new ArticleChange(ChangedField.End, "", ended.End.ToString())]);
            if (!changes.Corrected.Contains(ended.Article) && !changes.Added.Contains(ended.Article))
                changes.Corrected.Add(ended.Article);
        }
    }
}
