using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>Creates an article from a draft, or corrects one by it, without saving.</summary>
internal sealed class ArticleWriter(
    ArticlesDb db, ArticleFiler filer, AlertEndings endings, TopicRemovals removals, UnsettledTexts unsettled, TimeProvider time)
{
    /// <summary>Creates an article from a draft.</summary>
    public Article Create(Source source, string identity, ArticleDraft draft)
    {
        var now = time.GetUtcNow();
        var article = new Article
        {
            PublicId = ArticleIdentity.PublicId(source.Id, identity),
            SourceId = source.Id,
            Identity = identity,
            Title = draft.Title,
            ContentHash = "",
            FirstSeenAt = now,
            PublisherId = source.PublisherId,
            RegionId = source.RegionId,
            TextIsOfPage = draft.IsOfPage,
            IsUnlisted = source.IsUnlisted,
        };
        Fill(article, source, draft);
        endings.MarkAtFirstSight(article);
        // Pages are read one after another, so their list determines their order.
        article.SortAt = ArticleOrder.SortAt(article.PublishedAt, article.PublishedHasTime, draft.ListedAt ?? now);
        return article;
    }

    /// <summary>Corrects an article if the draft differs in substance, and records in the changes if that is not certain yet.</summary>
    /// <param name="draft">The source's current version.</param>
    /// <param name="pending">The changes of the transaction.</param>
    /// <returns>The changes; empty if nothing has changed.</returns>
    public List<ArticleChange> Correct(Article article, Source source, ArticleDraft draft, PendingChanges pending)
    {
        if (unsettled.Look(article, draft) is not { } changed)
            return [];
        var own = ArticleSubstance.Own(draft.AvailableText);
        var end = article is { Priority: Priority.Urgent, EndedAt: null }
            ? AlertEndings.ReadEdit(article.Title, ArticleSubstance.Own(article.AvailableText), draft.Title, own) : null;
        // A cached copy of an earlier day takes nothing back.
        var isTakenBack = changed.IsCertain && article.HasEnded && AlertEndings.IsTakenBack(article, draft.Title, own);
        if (!changed.IsCertain && end is null)
        {
            if (changed.IsPressing)
                pending.Unsure.Add(article);
            return [];
        }

        unsettled.Accept(article, changed);
        var number = pending.NextNumber;
        var changes = ArticleComparison.Compare(article, draft, changed.Before, changed.After);
        if (isTakenBack)
            changes.Insert(0, EntryEnds.TakeBack(article));

        // An article of this batch was never shown.
        if (changes.Count > 0 && article.Id != 0)
            KeepVersion(article, number);
        var (shown, now, told) = (article.Updated, time.GetUtcNow(), StorySubject.From(article));
        var topics = TopicRemovals.TopicsOf(article);
        Fill(article, source, draft);
        EntryEnds.Confirm(article);
        if (end is var (how, evidence))
        {
            endings.Mark(article, how, evidence);
            changes.Insert(0, new ArticleChange(ChangedField.End, "", how.ToString()));
        }

        if (changes.Count > 0 && !StoryComparison.StillTells(told, StorySubject.From(article)))
            changes.Add(new ArticleChange(ChangedField.Story, "", ""));
        removals.Note(topics.Except(TopicRemovals.TopicsOf(article)), number);
        // Many sources change a text without changing its time, or state a future time, but readers detect a change by the time.
        (article.ModifiedAt, article.ModifiedOrigin) = draft.ModifiedAt is { } stated && stated > shown && stated <= now
            ? (stated, draft.ModifiedOrigin) : (now, null);
        return changes;
    }

    /// <summary>Updates the address of an article that its site moved, without a revision.</summary>
    /// <returns>False if the address is unchanged.</returns>
    public static bool Move(Article article, ArticleDraft draft)
    {
        if (draft.Url is null || (article.Url is { } known && FoldedUrl.Fold(known) == FoldedUrl.Fold(draft.Url)))
            return false;
        article.Url = draft.Url;
        return true;
    }

    private void KeepVersion(Article article, long number) => db.Versions.Add(new ArticleVersion
    {
        ArticleId = article.Id,
        ReplacedBy = number,
        Title = article.Title,
        ContentText = article.ContentText,
    });

    private void Fill(Article article, Source source, ArticleDraft draft)
    {
        article.Url = draft.Url ?? article.Url;
        article.Title = draft.Title;
        article.ContentHtml = draft.ContentHtml;
        article.ContentText = draft.ContentText;
        article.Summary = draft.Summary;
        article.ImageUrl = ArticlePicture.Choose(draft.Title, draft.ImageUrl, draft.ContentHtml);
        if (draft.PublishedAt is { } published)
        {
            article.PublishedAt = published;
            article.PublishedOffsetMinutes = (int)published.Offset.TotalMinutes;
            article.PublishedHasTime = draft.PublishedHasTime;
            article.PublishedOrigin = draft.PublishedOrigin;
        }

        if (draft.ModifiedAt is { } modified && modified <= time.GetUtcNow())
            (article.ModifiedAt, article.ModifiedOrigin) = (modified, draft.ModifiedOrigin);
        article.Authors = [.. draft.Authors];
        article.Editor = draft.Editor;
        article.OriginName = draft.OriginName;
        article.OriginUrl = draft.OriginUrl;
        article.Tags = [.. draft.Tags];
        article.Section = draft.Section;
        article.Language = source.Language ?? draft.Language;
        article.Rights = draft.Rights;
        article.IsExcerptOnly = source.Licence is { Text: LicensedText.Excerpt };
        article.Related = [.. draft.Related];
        article.Attachments = [.. draft.Attachments];
        article.ContentHash = SubstanceHash.Compute(draft.Title, draft.AvailableText);
        filer.File(article, source);
    }
}
