using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Reads the ends that the entry of an article in its list or feed reports before its page does. What the entry alone reported is
/// taken back when two polls in a row no longer show it.
/// </summary>
internal static class EntryEnds
{
    private const string Missed = "not repeated by its entry: ";

    /// <summary>Returns the alert that an entry ends; null if it reports no end of this article.</summary>
    public static EndedAlert? Read(Article article, ArticleDraft entry) =>
        article is { Priority: Priority.Urgent, EndedAt: null, WithdrawnAt: null, ForgottenAt: null }
        && AlertEndings.ReadEdit(article.Title, ArticleSubstance.Own(article.AvailableText), entry.Title, entry.AvailableText)
            is var (end, said)
            ? new EndedAlert(article, end, new EndEvidence.Entry(((EndEvidence.Edit)said).Sentence)) : null;

    /// <summary>Returns whether an entry repeats the end that it reported; null if it never did.</summary>
    public static bool? IsRepeated(Article article, ArticleDraft entry) =>
        article is not { EndedBy: EndedByKind.Entry, ForgottenAt: null } ? null : Says(article, entry.Title, entry.AvailableText);

    /// <summary>Counts an entry without the words.</summary>
    /// <returns>True if it is the second in a row.</returns>
    public static bool Miss(Article article)
    {
        if (article.EndedReason!.StartsWith(Missed, StringComparison.Ordinal))
            return true;
        article.EndedReason = Missed + article.EndedReason;
        return false;
    }

    /// <summary>Forgets that the last entry was without the words.</summary>
    public static void Repeat(Article article) => article.EndedReason = article.EndedReason!.Replace(Missed, "", StringComparison.Ordinal);

    /// <summary>Records that the article itself says it too: from now on its own words count.</summary>
    public static void Confirm(Article article)
    {
        if (article.EndedBy == EndedByKind.Entry && Says(article, article.Title, article.AvailableText))
            article.EndedBy = EndedByKind.Edit;
    }

    /// <summary>Undoes the end of an alert, which is as urgent as before.</summary>
    public static ArticleChange TakeBack(Article article)
    {
        var change = new ArticleChange(ChangedField.End, article.EndedAs.ToString()!, "");
        (article.EndedAt, article.EndedAs, article.EndedBy, article.EndedReason) = (null, null, null, null);
        article.Priority = Priority.Urgent;
        return change;
    }

    private static bool Says(Article article, string title, string text) =>
        AlertSubject.Read(article.Title, article.AvailableText).Kind is not SubjectKind.None and var kind
        && EndWords.In(title + "\n" + text, kind).Any();
}
