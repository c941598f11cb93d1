using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>What recent looks at the articles of a batch showed differently; the caller saves it.</summary>
internal sealed class UnsettledTexts(ArticlesDb db)
{
    private Dictionary<long, UnsettledText> _known = [];

    public async Task ReadAsync(IEnumerable<Article> articles, CancellationToken cancellationToken)
    {
        var ids = articles.Select(a => a.Id).Where(id => id != 0).Distinct().ToArray();
        _known = ids.Length == 0 ? []
            : await db.UnsettledTexts.Where(u => ids.Contains(u.ArticleId)).ToDictionaryAsync(u => u.ArticleId, cancellationToken);
    }

    /// <summary>Returns how the text of an article differs from what is stored; null if nothing that counts does.</summary>
    public ChangedText? Look(Article article, ArticleDraft draft)
    {
        // A list entry with less text than its page corrects nothing.
        if (draft.ContentText.Length == 0 && article.ContentText.Length > 0)
            return null;
        var (before, after) = (
            article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "",
            draft.ContentText.Length > 0 ? draft.ContentText : draft.Summary ?? "");
        if (SubstanceHash.Compute(draft.Title, after) == article.ContentHash
            || ArticleSubstance.Same(draft.Title, after, article.Title, before))
        {
            if (_known.TryGetValue(article.Id, out var earlier))
                CorrectionTrial.LookUnchanged(earlier);
            return null;
        }

        // Nobody has seen an article of this batch, and the page of an entry that was known by its list alone completes it.
        return article.Id == 0 || draft.IsOfPage
            ? new ChangedText(ArticleSubstance.Extract(before), ArticleSubstance.Extract(after), IsCertain: true, IsPressing: false)
            : CorrectionTrial.Look(article, draft.Title, after, FindOrAdd(article), article.Priority == Priority.Urgent);
    }

    /// <summary>Forgets what waited if the current text is stored although it is not certain.</summary>
    public void Accept(Article article, ChangedText changed)
    {
        if (!changed.IsCertain)
            FindOrAdd(article).Correct([]);
    }

    private UnsettledText FindOrAdd(Article article)
    {
        if (_known.TryGetValue(article.Id, out var known))
            return known;
        db.UnsettledTexts.Add(known = new UnsettledText { ArticleId = article.Id });
        return _known[article.Id] = known;
    }
}
