using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>What recent looks at the articles of a batch showed differently; the caller saves it.</summary>
internal sealed class UnsettledTexts(ArticlesDb db)
{
    /// <summary>The number of articles from which a passage is the site's.</summary>
    private const int Several = 3;

    private Dictionary<long, UnsettledText> _known = [];

    private HashSet<Article> _longer = [];

    private HashSet<Article> _shorter = [];

    public async Task ReadAsync(IEnumerable<Article> articles, CancellationToken cancellationToken)
    {
        var ids = articles.Select(a => a.Id).Where(id => id != 0).Distinct().ToArray();
        _known = ids.Length == 0 ? []
            : await db.UnsettledTexts.Where(u => ids.Contains(u.ArticleId)).ToDictionaryAsync(u => u.ArticleId, cancellationToken);
    }

    /// <summary>Compares the known articles of one document with each other: what happens to several at once corrects none.</summary>
    public void Survey(IReadOnlyList<(Article Article, ArticleDraft Draft)> known)
    {
        // Whatever else happens to a document, the end of an alert is not the site's.
        known = [.. known.Where(k => !ReportsEnd(k.Article, k.Draft))];
        (_longer, _shorter) = FeedLength.Find(known);
        // When few of them are left in the document, nothing shows any more why they are short.
        foreach (var (article, draft) in known.Where(
            k => _shorter.Contains(k.Article) && k.Article.Id != 0 && !FeedLength.BreaksOff(k.Article, k.Draft)))
        {
            foreach (var key in Changed(article.AvailableText, draft.AvailableText))
                FindOrAdd(article).Ignore(key);
        }

        IgnoreShared(known.Where(k => !_longer.Contains(k.Article) && !_shorter.Contains(k.Article)));
    }

    private static bool ReportsEnd(Article article, ArticleDraft draft) =>
        article is { Priority: Priority.Urgent, EndedAt: null } && !IsLess(article, draft)
        && !IsAsStored(article, draft.Title, draft.AvailableText)
        && AlertEndings.ReadEdit(
            article.Title, ArticleSubstance.Own(article.AvailableText), draft.Title, ArticleSubstance.Own(draft.AvailableText)) is not null;

    /// <summary>
    /// Ignores what appeared in, or disappeared from, several articles of one document at once: it is the site's, such as a new
    /// footer, and corrects none of them. Notes of corrections and telephone numbers count.
    /// </summary>
    private void IgnoreShared(IEnumerable<(Article Article, ArticleDraft Draft)> known)
    {
        var changed = known.Where(
            k => k.Article.Id != 0 && !IsLess(k.Article, k.Draft)
                && !IsAsStored(k.Article, k.Draft.Title, k.Draft.AvailableText)).ToList();
        if (changed.Count < Several)
            return;
        var passages = changed.ConvertAll(k => (k.Article, Keys: Changed(k.Article.AvailableText, k.Draft.AvailableText)));
        var shared = passages.SelectMany(p => p.Keys).CountBy(key => key).Where(n => n.Value >= Several).Select(n => n.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (article, keys) in passages)
        {
            foreach (var key in keys.Where(shared.Contains))
                FindOrAdd(article).Ignore(key);
        }
    }

    /// <summary>Returns true for a list entry with less text than its page: it corrects nothing.</summary>
    private static bool IsLess(Article article, ArticleDraft draft) => draft.ContentText.Length == 0 && article.ContentText.Length > 0;

    // Nearly all that is offered again is the same to the letter, and comparing is much cheaper than folding and hashing.
    private static bool IsAsStored(Article article, string title, string text) =>
        (title == article.Title && text == article.AvailableText) || SubstanceHash.Compute(title, text) == article.ContentHash;

    private static HashSet<string> Changed(string before, string after)
    {
        var keys = Keys(before);
        keys.SymmetricExceptWith(Keys(after));
        return keys;
    }

    private static HashSet<string> Keys(string text) => Passage.Split(ArticleSubstance.Extract(text))
        .Where(p => !p.IsNote && !p.NamesTelephone).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns true if the source only gives more of the text than before: nobody is told.</summary>
    public bool IsCompletion(Article article, List<ArticleChange> changes) =>
        _longer.Contains(article) && !changes.Exists(c => c.Field == ChangedField.End);

    /// <summary>Returns how the text of an article differs from what is stored; null if nothing that counts does.</summary>
    public ChangedText? Look(Article article, ArticleDraft draft)
    {
        if (IsLess(article, draft) || _shorter.Contains(article))
            return null;
        var (before, after) = (article.AvailableText, draft.AvailableText);
        if (IsAsStored(article, draft.Title, after)
            || ArticleSubstance.Same(draft.Title, after, article.Title, before))
        {
            if (_known.TryGetValue(article.Id, out var earlier))
                CorrectionTrial.LookUnchanged(earlier);
            return null;
        }

        // Nobody has seen an article of this batch, and the page of an entry that was known by its list alone completes it.
        return article.Id == 0 || draft.IsOfPage || _longer.Contains(article)
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
