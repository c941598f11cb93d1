using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>Whether two items of one source are the same article.</summary>
/// <param name="Same">True if they are; false if nothing proves it.</param>
/// <param name="Reason">The decisive evidence, in one line.</param>
public sealed record IdentityVerdict(bool Same, string Reason);

/// <summary>
/// Compares two items of one source. An equal guid decides unless link, title and text all contradict it. An equal link decides
/// unless guids and titles, or title, text and time contradict it, or unless it leads to a page of many items, where title, time
/// and text decide. An equal text decides alone if it is long and title, or number and time, agree, and if both items are in one
/// document at one time. Dates alone prove nothing, because sources change them.
/// </summary>
public static class IdentityComparison
{
    /// <summary>Below this number of characters equal texts may be two notices of one form.</summary>
    public const int DistinctiveLength = 60;

    /// <summary>
    /// No two notices of one minute share this many characters of text, even if nothing else distinguishes them.
    /// </summary>
    private const int Unmistakable = 200;

    /// <summary>Below this similarity two titles have nothing to do with each other.</summary>
    private const double Unlike = 0.4;

    /// <param name="sharesLink">True if their link, or the place without one, belongs to many items.</param>
    /// <param name="titleTells">In that case: true if no other item there has this title.</param>
    /// <param name="standBeside">True if both are in one document, each under its own link.</param>
    public static IdentityVerdict Compare(
        IdentityEvidence first, IdentityEvidence second, bool sharesLink = false, bool titleTells = true, bool standBeside = false)
    {
        var sameLink = first.Link is not null && first.Link == second.Link;
        if (first.Identity == second.Identity && first.HasOwnName)
            return standBeside
                ? new(false, "the same guid, but its previous article is in the document under its own link: the guid counts positions")
                : Reissue.Is(first, second) ? new(false, "the same guid, but another warning or search: it was given anew")
                : OfOneGuid(first, second, sameLink, sharesLink);
        if (first.ContentHash == second.ContentHash && (sameLink || (first.Link is null && second.Link is null)))
            return new(true, sameLink ? "the same link, title and text" : "no guid, no link: the same content");
        if (sameLink)
            return sharesLink ? OfOnePage(first, second, titleTells) : OfOneLink(first, second);
        if (first.Link is null && second.Link is null && !(first.HasOwnName && second.HasOwnName) && first.TitleHash == second.TitleHash
            && SameMoment(first, second))
            return new(true, "no link: the same title and time");
        return OfOneText(first, second, standBeside);
    }

    private static IdentityVerdict OfOneGuid(IdentityEvidence first, IdentityEvidence second, bool sameLink, bool sharesLink)
    {
        var speaksForIt = first.Link is null || second.Link is null || (sameLink && !sharesLink) || first.ContentHash == second.ContentHash
            || Titles(first, second) >= 0.6
            || (first.Text.Length > 0 && first.TextHash == second.TextHash)
            || (sharesLink && (SameMoment(first, second) || Texts(first, second) >= 0.5));
        return speaksForIt
            ? new(true, "the same guid")
            : new(false, "the same guid, but another link, title and text: the guid does not identify an article");
    }

    private static IdentityVerdict OfOneLink(IdentityEvidence first, IdentityEvidence second)
    {
        if (IsAnother(first, second))
            return new(false, "the same link, but another title, text and time: the address was given to another article");
        if (Reissue.Is(first, second))
            return new(false, "the same link, but another warning or search: it was given anew");
        if (!first.HasGuid || !second.HasGuid)
            return new(true, "the same link, once scheme, www, mobile host, index file, session id and tracking are folded");
        return Titles(first, second) >= 0.8
            ? new(true, "other guids, but the same link and title: the guids change with each reading")
            : new(false, "other guids and titles: one link for many articles");
    }

    /// <summary>
    /// Returns true if the address was given to another article: title and text have nothing in common, and the time differs (ADR
    /// 75).
    /// </summary>
    private static bool IsAnother(IdentityEvidence offered, IdentityEvidence known)
    {
        var isDated = offered.PublishedAt is not null && known.PublishedAt is not null;
        if (Math.Min(offered.Length, known.Length) < (isDated ? DistinctiveLength : Unmistakable) || SameMoment(offered, known)
            || Titles(offered, known) >= Unlike)
            return false;
        // Words that withdraw or correct an article appear in its place.
        if (SeparateNotice.IsHeading(offered.Title)
            || RetractionNotice.InPlaceOf(offered.Title, offered.Text, known.Title, known.Text) is not null)
            return false;
        return IsUnlike(offered, known);
    }

    /// <summary>Returns true if title and text have nothing in common.</summary>
    internal static bool IsUnlike(IdentityEvidence offered, IdentityEvidence known) =>
        Math.Min(offered.Length, known.Length) >= DistinctiveLength && Titles(offered, known) < Unlike
        && CommonShare(offered.Text, known.Text) < 0.1;

    /// <summary>Returns the share of the shorter text's wording that the longer one contains; 1 if there is too little of it.</summary>
    internal static double CommonShare(string text, string other)
    {
        var (shorter, longer) = text.Length < other.Length ? (text, other) : (other, text);
        var there = TextUnits.Split(longer).Shingles(3).ToHashSet();
        return TextUnits.Split(shorter).Shingles(3) is { Length: > 0 } said ? (double)said.Count(there.Contains) / said.Length : 1;
    }

    private static IdentityVerdict OfOnePage(IdentityEvidence first, IdentityEvidence second, bool titleTells)
    {
        var sameTitle = first.TitleHash == second.TitleHash;
        var sameMoment = SameMoment(first, second);
        if (first.HasGuid && second.HasGuid)
            return sameTitle && sameMoment
                ? new(true, "other guids, but one link, title and time") : new(false, "other guids: one link for many articles");
        if (first.Fragment is not null && second.Fragment is not null)
        {
            return first.Fragment == second.Fragment && (sameTitle || Titles(first, second) >= 0.6 || first.TextHash == second.TextHash)
                ? new(true, "the same fragment of a page with many items")
                : new(false, "another fragment of a page with many items");
        }

        if (sameTitle && sameMoment)
            return new(true, "one link for many: the same title and time");
        if (sameTitle && titleTells && (first.PublishedAt is null || second.PublishedAt is null) && Texts(first, second) >= 0.9)
            return new(true, "one link for many: the same title and nearly the same text");
        return sameMoment && first.HasTime && first.Length >= DistinctiveLength && first.TextHash == second.TextHash
            ? new(true, "one link for many: the same text and time")
            : new(false, "one link for many: another title, time or text");
    }

    private static IdentityVerdict OfOneText(IdentityEvidence first, IdentityEvidence second, bool standBeside)
    {
        if (Math.Min(first.Length, second.Length) < DistinctiveLength || first.TextHash != second.TextHash)
            return new(
                false, first.Link is null || second.Link is null ? "no identifying property in common" : "other guid, link and content");
        if (first.TitleHash == second.TitleHash)
        {
            if (standBeside && !SameMoment(first, second))
                return new(false, "the same title and text side by side, of another time: a notice given again");
            return SameDay(first, second)
                && (first.Number is { } number && number == second.Number
                    || !Occasion.AreTwo(first.Given, second.Given, first.Title, first.Text, isOneSource: true))
                ? new(true, "the same title and text of the same day: the site moved its addresses")
                : new(false, "the same title and text, but of another day, or a warning of another hour: a notice given again");
        }

        if (!SameMoment(first, second))
            return new(false, "the same text, but another title and time");
        string? one = first.Number, other = second.Number;
        if (one is not null && other is not null)
            return one == other ? new(true, "the same number, time and text: headline and address changed")
                : new(false, "the same text and time, but another number and title");
        return first.HasTime && second.HasTime && first.Length >= Unmistakable
            ? new(true, "the same long text of the same minute: headline and address changed")
            : new(false, "the same text, but another title and address");
    }

    private static double Titles(IdentityEvidence first, IdentityEvidence second) =>
        first.TitleHash == second.TitleHash ? 1 : StoryComparison.Similarity(TextUnits.Split(first.Title), TextUnits.Split(second.Title));

    private static double Texts(IdentityEvidence first, IdentityEvidence second) =>
        StoryComparison.Similarity(TextUnits.Split(first.Text), TextUnits.Split(second.Text));

    private static bool SameDay(IdentityEvidence first, IdentityEvidence second) =>
        first.PublishedAt is not { } a || second.PublishedAt is not { } b || Math.Abs((a - b).TotalHours) <= 24;

    private static bool SameMoment(IdentityEvidence first, IdentityEvidence second) =>
        first.PublishedAt is { } a && second.PublishedAt is { } b
        && (a == b || (!(first.HasTime && second.HasTime) && Math.Abs((a - b).TotalHours) < 24));
}
