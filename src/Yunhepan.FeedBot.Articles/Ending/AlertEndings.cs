using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>An alert that has come to its end, and the words that say so.</summary>
/// <param name="Evidence">What says so.</param>
internal sealed record EndedAlert(Article Article, AlertEnd End, EndEvidence Evidence);

/// <summary>
/// Finds out that what was alerted of is over: by what its own page or feed says now, or by another article of the same
/// source about the same person or warning. What the words leave open stays an alert.
/// </summary>
internal sealed class AlertEndings(ArticlesDb db, TimeProvider time)
{
    private const int NoticeLooked = 400;
    private const int MostOpen = 500;

    private static readonly SubjectKind[] Kinds = [SubjectKind.Missing, SubjectKind.Warning, SubjectKind.Wanted];

    private static readonly TimeSpan SearchLasts = TimeSpan.FromDays(60);
    private static readonly TimeSpan WarningLasts = TimeSpan.FromDays(7);

    /// <summary>What an edit of an article says of its end; null when it says nothing of it, or not of this one.</summary>
    public static (AlertEnd End, EndEvidence Evidence)? ReadEdit(string title, string text, string newTitle, string newText)
    {
        var subject = AlertSubject.Read(title, text);
        if (subject.Kind == SubjectKind.None)
            return null;
        var known = EndWords.Sentences(title + "\n" + text).ToHashSet(StringComparer.Ordinal);
        foreach (var words in EndWords.In(newTitle + "\n" + newText, subject.Kind))
        {
            if (!known.Contains(words.Sentence) && SameSubject.MaySpeakOf(words, subject, title + "\n" + text))
                return (words.End, new EndEvidence.Edit(Shortened(words.Sentence)));
        }

        return null;
    }

    /// <summary>Whether the words of the article itself, by which it had ended, stand there no more.</summary>
    public static bool IsTakenBack(Article article, string newTitle, string newText) =>
        article.EndedBy == EndedByKind.Edit
        && AlertSubject.Read(newTitle, newText) is { Kind: not SubjectKind.None } subject
        && !EndWords.In(newTitle + "\n" + newText, subject.Kind).Any();

    /// <summary>One that says in its title, when it is first seen, that all is over was never an alert: no more urgent than news.</summary>
    public void MarkAtFirstSight(Article article)
    {
        var subject = AlertSubject.Read(article.Title, TextOf(article));
        if (subject.Kind != SubjectKind.None && !EndWords.IsRaised(article.Title)
            && EndWords.In(article.Title, subject.Kind).FirstOrDefault(
                w => subject.Kind == SubjectKind.Warning || Sought.IsOf(w.Of, subject.Names)) is { } words)
            Mark(article, words.End, new EndEvidence.Edit(Shortened(words.Sentence)), article.FirstSeenAt);
    }

    /// <summary>Marks an article as over: it is no longer urgent.</summary>
    public void Mark(Article article, AlertEnd end, EndEvidence evidence, DateTimeOffset? at = null)
    {
        // Later than first seen, also where both came with one document: it was an alert, if a short one.
        var now = time.GetUtcNow();
        var since = now > article.FirstSeenAt ? now : article.FirstSeenAt.AddMilliseconds(1);
        (article.EndedAt, article.EndedAs) = (at ?? since, end);
        (article.EndedBy, article.EndedReason) = (evidence.Kind, evidence.Reason);
        if (article.Priority == Priority.Urgent)
            article.Priority = Priority.Normal;
    }

    /// <summary>Alerts of the same source that articles just stored say are over.</summary>
    public async Task<IReadOnlyList<EndedAlert>> OfNoticesAsync(IReadOnlyList<Article> added, CancellationToken cancellationToken)
    {
        List<EndedAlert> ended = [];
        foreach (var notice in added)
        {
            var beginning = notice.Title + "\n" + Beginning(TextOf(notice));
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
                    // What tells of a good end holds the same name and picture.
                    if (notice.EndedAt is null)
                        Mark(notice, end, new EndEvidence.Notice(Shortened(notice.Title)), notice.FirstSeenAt);
                }
            }
        }

        return ended;
    }

    /// <summary>
    /// Other tellings of the story that an article leads: what is over is over for them too, unless they are about somebody or something
    /// else.
    /// </summary>
    public async Task<IReadOnlyList<EndedAlert>> OfStoryAsync(Article article, CancellationToken cancellationToken)
    {
        if (article.IsRepost || article.EndedAs is not { } end)
            return [];
        var others = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.StoryId == article.StoryId && a.Id != article.Id && a.EndedAt == null && a.WithdrawnAt == null)
            .OrderBy(a => a.Id).Take(MostOpen).ToListAsync(cancellationToken);
        var subject = Particulars.Read(article.Title, TextOf(article));
        return [.. others.Where(other => IsOver(other, end, subject))
            .Select(other => new EndedAlert(other, end, new EndEvidence.Story(article.SourceId)))];
    }

    private static bool IsOver(Article other, AlertEnd end, Particulars subject) =>
        Particulars.Read(other.Title, TextOf(other)) is var own
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

    private static string TextOf(Article article) => article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";

    private static string Beginning(string text) => text.Length > NoticeLooked ? text[..NoticeLooked] : text;

    private static string Shortened(string text) => text.Length > 100 ? text[..100] : text;
}
