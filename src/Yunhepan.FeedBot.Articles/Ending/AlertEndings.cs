using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>An alert whose subject has ended, and the words that report it.</summary>
/// <param name="Evidence">The evidence.</param>
internal sealed record EndedAlert(Article Article, AlertEnd End, EndEvidence Evidence);

/// <summary>
/// Finds out that the subject of an alert has ended: from its own page or feed, or from another article of the same source about
/// the same person or warning. If the words leave doubt, the alert stays.
/// </summary>
internal sealed class AlertEndings(ArticlesDb db, TimeProvider time)
{
    private const int NoticeLooked = 400;
    private const int MostOpen = 500;

    private static readonly SubjectKind[] Kinds = [SubjectKind.Missing, SubjectKind.Warning, SubjectKind.Wanted];

    private static readonly TimeSpan SearchLasts = TimeSpan.FromDays(60);
    private static readonly TimeSpan WarningLasts = TimeSpan.FromDays(7);

    /// <summary>
    /// Returns the end that an edit of an article reports; null if it reports none, or that of another subject.
    /// </summary>
    public static (AlertEnd End, EndEvidence Evidence)? ReadEdit(string title, string text, string newTitle, string newText)
    {
        var subject = AlertSubject.Read(title, text);
        if (subject.Kind == SubjectKind.None)
            return null;
        var before = NoticeWriting.Fold(title + "\n" + text);
        var known = EndWords.Sentences(before).ToHashSet(StringComparer.Ordinal);
        foreach (var words in EndWords.In(newTitle + "\n" + newText, subject.Kind))
        {
            if (!known.Contains(words.Sentence) && SameSubject.MaySpeakOf(words, subject, before))
                return (words.End, new EndEvidence.Edit(Shortened(words.Sentence)));
        }

        return null;
    }

    /// <summary>Returns true if the article no longer contains the words that reported its end.</summary>
    public static bool IsTakenBack(Article article, string newTitle, string newText) =>
        article.EndedBy == EndedByKind.Edit
        && AlertSubject.Read(newTitle, newText) is { Kind: not SubjectKind.None } subject
        && !EndWords.In(newTitle + "\n" + newText, subject.Kind).Any();

    /// <summary>
    /// Marks an article that reports an end in its title when it is first seen: it was never an alert and is no more urgent than
    /// other news.
    /// </summary>
    public void MarkAtFirstSight(Article article)
    {
        var subject = AlertSubject.Read(article.Title, article.AvailableText);
        if (subject.Kind != SubjectKind.None && !EndWords.IsRaised(article.Title)
            && EndWords.In(article.Title, subject.Kind).FirstOrDefault(
                w => subject.Kind == SubjectKind.Warning || HostileText.Says(() => SoughtPerson.IsOf(w.Of, subject.Names))) is { } words)
            Mark(article, words.End, new EndEvidence.Edit(Shortened(words.Sentence)), article.FirstSeenAt);
    }

    /// <summary>Marks an article as ended: it is no longer urgent.</summary>
    public void Mark(Article article, AlertEnd end, EndEvidence evidence, DateTimeOffset? at = null)
    {
        // The time must be later than that of the first sight, even if both came with one document: it was an alert, if a short
        // one.
        var now = time.GetUtcNow();
        var since = now > article.FirstSeenAt ? now : article.FirstSeenAt.AddMilliseconds(1);
        (article.EndedAt, article.EndedAs) = (at ?? since, end);
        (article.EndedBy, article.EndedReason) = (evidence.Kind, evidence.Reason);
        if (article.Priority == Priority.Urgent)
            article.Priority = Priority.Normal;
    }

    /// <summary>Returns alerts of the same source whose end the newly stored articles report.</summary>
    public async Task<IReadOnlyList<EndedAlert>> OfNoticesAsync(IReadOnlyList<Article> added, CancellationToken cancellationToken)
    {
        List<EndedAlert> ended = [];
        foreach (var notice in added)
        {
            var beginning = notice.Title + "\n" + Beginning(notice.AvailableText);
            foreach (var kind in Kinds)
            {
                List<EndingWords> said = [.. EndWords.In(beginning, kind)];
                if (said.Count == 0 || (kind == SubjectKind.Warning && EndWords.IsRaised(beginning)))
                    continue;
                var open = await OpenAsync(notice, added, kind, cancellationToken);
                foreach (var (article, end) in SameSubject.Ended(notice, said, open))
                {
                    if (!ended.Exists(e => e.Article == article))
                        ended.Add(new EndedAlert(article, end, new EndEvidence.Notice(Shortened(notice.Title))));
                    // A report of a good end shows the same name and picture, so it is marked as ended too.
                    if (notice.EndedAt is null)
                        Mark(notice, end, new EndEvidence.Notice(Shortened(notice.Title)), notice.FirstSeenAt);
                }
            }
        }

        return ended;
    }

    /// <summary>
    /// Returns other members of the story that an article leads: its end applies to them too, unless they are about another
    /// person or thing.
    /// </summary>
    public async Task<IReadOnlyList<EndedAlert>> OfStoryAsync(Article article, CancellationToken cancellationToken)
    {
        if (article.IsRepost || article.EndedAs is not { } end)
            return [];
        var others = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.StoryId == article.StoryId && a.Id != article.Id && a.EndedAt == null && a.WithdrawnAt == null)
            .OrderBy(a => a.Id).Take(MostOpen).ToListAsync(cancellationToken);
        var subject = Particulars.Read(article.Title, article.AvailableText);
        return [.. others.Where(other => IsOver(other, end, subject))
            .Select(other => new EndedAlert(other, end, new EndEvidence.Story(article.SourceId)))];
    }

    private static bool IsOver(Article other, AlertEnd end, Particulars subject) =>
        Particulars.Read(other.Title, other.AvailableText) is var own
        && (own.Kind == SubjectKind.None || SameSubject.Fits(end, own.Kind)) && subject.DifferenceFrom(own) is null;

    private async Task<List<Article>> OpenAsync(
        Article notice, IReadOnlyList<Article> added, SubjectKind kind, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - (kind == SubjectKind.Warning ? WarningLasts : SearchLasts);
        var stored = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.SourceId == notice.SourceId && a.Priority == Priority.Urgent && a.EndedAt == null && a.WithdrawnAt == null
                && a.FirstSeenAt >= since)
            .OrderByDescending(a => a.Id).Take(MostOpen).ToListAsync(cancellationToken);
        return [.. stored.Concat(added.Where(a => a.Priority == Priority.Urgent && a.EndedAt is null)).Distinct()
            .Where(a => a != notice && !(a.PublishedAt > notice.PublishedAt))];
    }

    private static string Beginning(string text) => text.Length > NoticeLooked ? text[..NoticeLooked] : text;

    private static string Shortened(string text) => text.Length > 100 ? text[..100] : text;
}
