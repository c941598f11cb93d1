using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Store;

/// <summary>Turns a draft into a new article, or corrects an article by it. Saves nothing.</summary>
internal sealed class ArticleWriter(ArticlesDb db, ArticleFiler filer, AlertEndings endings, TopicRemovals removals, TimeProvider time)
{
    /// <summary>Makes a new article of a draft.</summary>
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
        };
        Fill(article, source, draft);
        endings.MarkAtFirstSight(article);
        // Pages are read one after another; their list says in which order they belong.
        article.SortAt = ArticleOrder.SortAt(article.PublishedAt, article.PublishedHasTime, draft.ListedAt ?? now);
        return article;
    }

    /// <summary>Corrects an article where the draft differs in substance.</summary>
    /// <param name="article">The stored one.</param>
    /// <param name="source">Whose it is.</param>
    /// <param name="draft">What its source says now.</param>
    /// <param name="number">That the correction gets in the log.</param>
    /// <returns>What has changed; empty where nothing has.</returns>
    public List<ArticleChange> Correct(Article article, Source source, ArticleDraft draft, long number)
    {
        // A list that says less than the page it leads to corrects nothing.
        if (draft.ContentText.Length == 0 && article.ContentText.Length > 0)
            return [];
        if (SubstanceHash.Compute(draft.Title, TextOf(draft)) == article.ContentHash
            || ArticleSubstance.Same(draft.Title, TextOf(draft), article.Title, TextOf(article)))
            return [];
        var changes = ArticleComparison.Compare(article, draft);
        var end = article is { Priority: Priority.Urgent, EndedAt: null }
            ? AlertEndings.ReadEdit(article.Title, TextOf(article), draft.Title, TextOf(draft)) : null;
        if (article.HasEnded && AlertEndings.IsTakenBack(article, draft.Title, TextOf(draft)))
        {
            changes.Insert(0, new ArticleChange(ArticleChange.EndField, article.EndedAs.ToString()!, ""));
            (article.EndedAt, article.EndedAs, article.EndedBy, article.EndedReason) = (null, null, null, null);
        }

        // One that came with this very batch was never shown.
        if (changes.Count > 0 && article.Id != 0)
            KeepVersion(article, number);
        var (shown, now, told) = (article.Updated, time.GetUtcNow(), StorySubject.From(article));
        var topics = TopicRemovals.TopicsOf(article);
        Fill(article, source, draft);
        if (end is var (how, evidence))
        {
            endings.Mark(article, how, evidence);
            changes.Insert(0, new ArticleChange(ArticleChange.EndField, "", how.ToString()));
        }

        if (changes.Count > 0 && !StoryComparison.StillTells(told, StorySubject.From(article)))
            changes.Add(new ArticleChange(ArticleChange.StoryField, "", ""));
        removals.Note(topics.Except(TopicRemovals.TopicsOf(article)), number);
        // Many change a text and leave its time alone, or state one that is yet to come: readers look at the time to see that it changed.
        (article.ModifiedAt, article.ModifiedOrigin) = draft.ModifiedAt is { } stated && stated > shown && stated <= now
            ? (stated, draft.ModifiedOrigin) : (now, null);
        return changes;
    }

    /// <summary>The site gave the same article another address: what leads readers there follows, without a revision.</summary>
    /// <returns>False when the address is the same.</returns>
    public static bool Move(Article article, ArticleDraft draft)
    {
        if (draft.Url is null || (article.Url is { } known && FoldedUrl.Fold(known) == FoldedUrl.Fold(draft.Url)))
            return false;
        article.Url = draft.Url;
        return true;
    }

    public static string TextOf(ArticleDraft draft) => draft.ContentText.Length > 0 ? draft.ContentText : draft.Summary ?? "";

    public static string TextOf(Article article) => article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";

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
        article.ContentHash = SubstanceHash.Compute(draft.Title, TextOf(draft));
        filer.File(article, source);
    }
}
