using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// Decides whether another text is a correction. A headline, an edited sentence, a note that announces a correction and a text
/// written anew are corrections at once. What was only put in or left out waits until a second look shows the same, because
/// pages put in other things at each look; what comes and goes is learnt and ignored (ADR 87).
/// </summary>
internal sealed class CorrectionTrial
{
    /// <summary>The number of looks in a row that may correct one place at once; what changes more often is not settled.</summary>
    private const int CorrectionsInARow = 2;

    private const string Headline = "headline";

    private const string Whole = "whole";

    private const string Order = "order";

    private readonly UnsettledText _memory;
    private readonly List<Passage> _before;
    private readonly List<Passage> _after;
    private readonly PassageDifference _difference;
    private readonly FreshPassage? _headline;
    private readonly FreshPassage? _whole;
    private readonly bool _isUrgent;

    private CorrectionTrial(Article known, string title, string text, UnsettledText memory, bool isUrgent)
    {
        (_memory, _isUrgent) = (memory, isUrgent);
        _before = Settled(known.AvailableText);
        _after = Settled(text);
        _difference = PassageDifference.Between(_before, _after);
        _whole = _difference is { Kept: 0, Edited.Count: 0, IsReordered: false } && _after.Count > 0
            ? new FreshPassage(WholeKey(_after), WholeKey(_before)) : null;
        var isSameTitle = TitleSubstance.SameOver(text, title, known.Title)
            || TitleSubstance.SameOver(known.AvailableText, title, known.Title);
        var change = new FreshPassage(HeadlineKey(title), HeadlineKey(known.Title));
        _headline = isSameTitle || memory.Restless.Contains(change.Passage) ? null : change;
    }

    /// <param name="known">The article as it is stored.</param>
    /// <param name="title">Its current title.</param>
    /// <param name="text">Its current text.</param>
    /// <param name="memory">What earlier looks showed; it is changed.</param>
    /// <param name="isUrgent">If true, an edited label counts at once too, such as a telephone number on a line of its own.</param>
    /// <returns>Null if nothing that belongs to the article changed.</returns>
    public static ChangedText? Look(Article known, string title, string text, UnsettledText memory, bool isUrgent) =>
        new CorrectionTrial(known, title, text, memory, isUrgent).Judge();

    /// <summary>Takes note of a look at a text in which nothing changed: what waited has disappeared.</summary>
    public static void LookUnchanged(UnsettledText memory)
    {
        memory.Take([]);
        memory.Confirm(_ => false);
    }

    private ChangedText? Judge()
    {
        var isAtOnce = _difference.Added.Any(Announces) || Replacements().Any(IsTold);
        var isChanged = _memory.Take([.. Changes()]);
        var isCertain = isAtOnce || _memory.HasConfirmed;
        // What is stored now is not seen to change again, so a telephone number is told with the rest.
        var untold = _difference.Edited.Where(e => isAtOnce && !e.Before.NamesTelephone && !e.After.NamesTelephone
            && !IsTold(new FreshPassage(e.After.Key, e.Before.Key))).ToList();
        var before = Told(_before, _difference.Removed, untold.Select(e => e.Before));
        var after = Told(_after, _difference.Added, untold.Select(e => e.After));
        if (isCertain)
            _memory.Correct(Replacements().Select(r => r with { Times = 1 + (FreshBefore(r)?.Times ?? 0) }).ToList());
        else
            _memory.Confirm(fresh => Replacements().Any(r => r.Was == fresh.Passage));
        return isCertain || isChanged ? new ChangedText(before, after, isCertain, !isCertain && _memory.AsksForEarlyLook()) : null;
    }

    /// <summary>Returns whether a note announces a correction; one that takes the place of another may come and go.</summary>
    private bool Announces(PlacedPassage added) => added.Passage is { IsNote: true, IsPromotion: false }
        && !_memory.Places.Contains(added.Place)
        && !_difference.Removed.Any(r => r.Passage.IsNote && r.Place == added.Place);

    /// <summary>Returns the passages that replaced others.</summary>
    private IEnumerable<FreshPassage> Replacements() =>
    [
        .. _difference.Edited.Select(e => new FreshPassage(e.After.Key, e.Before.Key)),
        .. _headline is { } headline ? [headline] : Array.Empty<FreshPassage>(),
        .. _whole is { } whole ? [whole] : Array.Empty<FreshPassage>(),
    ];

    /// <summary>Returns whether a replacement is a correction at the first look.</summary>
    private bool IsTold(FreshPassage replacement)
    {
        if (_memory.Left.Contains(replacement.Passage) || FreshBefore(replacement)?.Times >= CorrectionsInARow)
            return false;
        if (_difference.Edited.FirstOrDefault(e => e.After.Key == replacement.Passage && e.Before.Key == replacement.Was) is not { } edit)
            return true;
        return _isUrgent
            ? !(edit.Before.IsPromotion || edit.After.IsPromotion)
            : !(edit.Before.IsDoubtful || edit.After.IsDoubtful) && (_before.Count == 1 || (edit.Before.IsProse && edit.After.IsProse));
    }

    private FreshPassage? FreshBefore(FreshPassage replacement) => _memory.Fresh.Find(f => f.Passage == replacement.Was);

    private IEnumerable<WaitingChange> Changes()
    {
        if (_headline is { } headline)
            yield return new WaitingChange(headline.Passage, true, Headline, IsTelling: true);
        if (_whole is { } whole)
        {
            yield return new WaitingChange(whole.Passage, true, Whole, IsTelling: false);
            yield break;
        }

        // A sentence that is edited again and again may be the state of an event, so its place is not given up.
        foreach (var edit in _difference.Edited)
            yield return new WaitingChange(edit.After.Key, true, edit.Place, IsTelling: !edit.After.IsProse || edit.After.IsDoubtful);
        if (_difference.IsReordered)
            yield return new WaitingChange(Passage.KeyOf(Passage.Join(_after)), true, Order, IsTelling: true);
        foreach (var added in _difference.Added)
            yield return new WaitingChange(added.Passage.Key, true, added.Place, IsTelling: true);
        // If most of the text is missing, the page was broken, which says nothing about its passages.
        foreach (var removed in _difference.Removed)
            yield return new WaitingChange(removed.Passage.Key, false, removed.Place, IsTelling: _difference.Kept >= 0.5);
    }

    /// <summary>Returns the text that counts, without what comes and goes.</summary>
    private string Told(List<Passage> text, IReadOnlyList<PlacedPassage> changed, IEnumerable<Passage> untold) =>
        Passage.Join(text.Except(untold).Except(changed.Where(c => c.Passage.IsPromotion || _memory.Places.Contains(c.Place))
            .Select(c => c.Passage)));

    private List<Passage> Settled(string text)
    {
        var restless = _memory.Restless.ToHashSet(StringComparer.Ordinal);
        return Passage.Split(ArticleSubstance.Extract(text)).FindAll(p => !restless.Contains(p.Key) && !PageNoise.IsNoise(p.Text));
    }

    private static string WholeKey(List<Passage> text) => Whole + Passage.KeyOf(Passage.Join(text));

    private static string HeadlineKey(string title) => Headline + Passage.KeyOf(TitleSubstance.Extract(title));
}
