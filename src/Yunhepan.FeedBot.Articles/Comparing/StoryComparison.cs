using System.Globalization;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>Whether two articles belong to the same story.</summary>
/// <param name="Same">True if they do; false in case of doubt, because precision matters more than recall.</param>
/// <param name="Reason">The reason in one line for the operator, with the figures behind the decision.</param>
public sealed record StoryVerdict(bool Same, string Reason)
{
    /// <summary>The same words, but given on another occasion.</summary>
    public bool IsGivenAgain { get; init; }
}

/// <summary>The properties of an article that a comparison uses, computed once for each article.</summary>
public sealed class StorySubject(string sourceId, string title, string text, DateTimeOffset? publishedAt, string? url, string? originUrl)
{
    private Particulars? _particulars;

    public string SourceId { get; } = sourceId;

    public TextUnits Title { get; } = TextUnits.Split(title);

    /// <summary>The text, preceded by the title if there is hardly any text.</summary>
    public TextUnits Text { get; } = Substance(title, text);

    /// <summary>True if hardly more than the title is known.</summary>
    public bool IsShort { get; } = TextUnits.Split(text).Count < StoryComparison.ShortText;

    public DateTimeOffset? PublishedAt { get; } = publishedAt;

    public string? Url { get; } = url is null ? null : CanonicalUrl.Normalise(url);

    public string? OriginUrl { get; } = originUrl is null ? null : CanonicalUrl.Normalise(originUrl);

    /// <summary>When the text was given; null if the comparison ignores it.</summary>
    internal Occasion? Given { get; init; }

    /// <summary>Computed only if the words are nearly the same.</summary>
    internal Particulars Particulars => _particulars ??= Particulars.Read(title, text);

    public static StorySubject From(Article article) => new(
        article.SourceId, article.Title, article.AvailableText,
        article.PublishedAt, article.Url, article.OriginUrl) { Given = Occasion.From(article) };

    /// <summary>Whether it searches for a missing person, by its title.</summary>
    internal bool IsSearch => AlertSubject.IsSearch(title);

    /// <summary>Whether its kind is given in the same words again and again.</summary>
    internal bool MayBeGivenAgain => Particulars.Kind != SubjectKind.None;

    /// <summary>A warning in the same words as the other's, given at another time.</summary>
    internal bool IsGivenAnew(StorySubject other) =>
        Given is { } one && other.Given is { } two && Occasion.AreTwo(one, two, title, text, SourceId == other.SourceId);

    private static TextUnits Substance(string title, string text)
    {
        var units = TextUnits.Split(text);
        return units.Count >= StoryComparison.ShortText ? units : TextUnits.Split(title + "\n" + text);
    }
}

/// <summary>
/// Compares two articles. It measures how much of the shorter text the longer one contains in order, whether the differences
/// indicate another story (other numbers or names in the same places: a form filled in again), and whether titles and dates
/// agree.
/// </summary>
public static class StoryComparison
{
    /// <summary>Below this number of units a text alone proves little.</summary>
    public const int ShortText = 40;

    /// <summary>Below this number of units two notices of one form may differ in only one number.</summary>
    private const int LongestForm = 120;

    /// <summary>The number of figures that a correction may change in one text.</summary>
    private const int FewFigures = 3;

    private const double LikeTitles = 0.8;

    /// <summary>Two texts that share less of the shorter one are in other words.</summary>
    private const double LeastShared = 0.4;

    public static StoryVerdict Compare(StorySubject first, StorySubject second)
    {
        var alignment = TextAlignment.Align(first.Text, second.Text);
        var figures = Measure(first, second, alignment);
        var (same, rule) = Judge(figures);
        if (same && FormDifference.Find(first, second, alignment) is { } difference)
            (same, rule) = (false, difference);
        var isAgain = same && !figures.Linked && first.IsGivenAnew(second);
        if (isAgain)
            (same, rule) = (false, "a warning given again");
        else if (!same && figures.Covered < LeastShared && SameSearch.Find(first, second) is { } agreed)
            (same, rule) = (true, agreed);
        return new StoryVerdict(same, $"{rule} ({figures})") { IsGivenAgain = isAgain };
    }

    /// <summary>
    /// Returns true if a corrected article still belongs to its story. A few corrected figures under the same title do not make
    /// another story, nor does a text that has grown.
    /// </summary>
    public static bool StillTells(StorySubject before, StorySubject after)
    {
        var figures = Measure(before, after, TextAlignment.Align(before.Text, after.Text)) with { SameSource = false, Days = null };
        return Judge(figures).Same
            || (figures is { Covered: >= 0.4, Titles: >= LikeTitles }
                && (figures.Replaced <= 1 || (figures.Replaced <= FewFigures && figures.Replaced == figures.NumbersReplaced)));
    }

    /// <summary>
    /// Returns true if another member, in its current form, may still be of the same story. A member with hardly more than a
    /// similar title refutes nothing.
    /// </summary>
    public static bool MayBeSame(StorySubject article, StorySubject other)
    {
        var alignment = TextAlignment.Align(article.Text, other.Text);
        var figures = Measure(article, other, alignment);
        return ((Judge(figures).Same || (other.IsShort && figures.Titles >= LikeTitles))
                && FormDifference.Find(article, other, alignment) is null)
            || (figures.Covered < LeastShared && SameSearch.Find(article, other) is not null);
    }

    private static Figures Measure(StorySubject first, StorySubject second, TextAlignment alignment)
    {
        var shorter = Math.Min(first.Text.Count, second.Text.Count);
        return new Figures
        {
            Shorter = shorter,
            Covered = shorter == 0 ? 0 : (double)alignment.Shared / shorter,
            Length = (double)shorter / Math.Max(1, Math.Max(first.Text.Count, second.Text.Count)),
            Titles = Similarity(first.Title, second.Title),
            Replaced = alignment.Replacements.Count,
            NumbersReplaced = alignment.NumbersReplaced,
            NumbersKept = alignment.NumbersKept,
            FromTheStart = Math.Max(alignment.StartInFirst, alignment.StartInSecond) < 60,
            Days = first.PublishedAt is { } a && second.PublishedAt is { } b ? Math.Abs((a - b).TotalDays) : null,
            TitleNumbersDiffer = !Numbers(first.Title).SequenceEqual(Numbers(second.Title)),
            SameSource = first.SourceId == second.SourceId,
            Linked = (first.OriginUrl is { } origin && origin == second.Url) || (second.OriginUrl is { } other && other == first.Url),
        };
    }

    private static (bool Same, string Rule) Judge(Figures f)
    {
        if (f.Linked && (f.Covered >= 0.3 || f.Titles >= 0.6))
            return (true, "one names the other's address as its origin");
        if (f.Covered < LeastShared)
            return (false, "the texts share too little");
        if (f.Shorter < LongestForm && f.NumbersReplaced > 0)
            return (false, "a short text with another number");
        if (f.NumbersReplaced > 1 && f.NumbersReplaced > 0.15 * (f.NumbersReplaced + f.NumbersKept))
            return (false, "the same form with other numbers");
        if (f.Replaced > 1 && f.Replaced > 0.05 * f.Shorter * f.Covered)
            return (false, "the same form with other words");
        if (f.SameSource)
            return (f is { Shorter: >= ShortText, Covered: >= 0.95, Length: >= 0.9, Titles: >= 0.8, Replaced: <= 1, NumbersReplaced: 0,
                TitleNumbersDiffer: false }, "two texts of one source must be equal except for details");
        if (f.TitleNumbersDiffer && f is not { Shorter: >= ShortText, NumbersReplaced: 0 })
            return (false, "the same title with other numbers");
        if (f.Days > 14 && f is not { Covered: >= 0.95, NumbersReplaced: 0 })
            return (false, "published too far apart for texts that differ");
        if (f.Shorter < ShortText)
            return (f is { Covered: >= 0.8, Titles: >= 0.8, NumbersReplaced: 0 }, "short texts must agree in title and numbers too");
        if (f.Covered < 0.7)
            return (f is { Titles: >= 0.6, NumbersReplaced: 0 }
                && f.Days is null or <= 3, "half the text needs the title and the day to agree");
        if (f.Length < 0.35 && f.Titles < (f.FromTheStart ? 0.25 : 0.5))
            return (false, "a part of a longer text under another title: a digest");
        return (true, "the longer text contains the shorter one");
    }

    private static IEnumerable<uint> Numbers(TextUnits title) =>
        Enumerable.Range(0, title.Count).Where(i => title.IsNumber(i) || title.IsChineseNumber(i)).Select(i => title.Units[i]);

    /// <summary>Returns the share of units that both contain (Dice's coefficient).</summary>
    public static double Similarity(TextUnits first, TextUnits second)
    {
        if (first.Count + second.Count == 0)
            return 0;
        var left = new Dictionary<uint, int>();
        foreach (var unit in first.Units)
            left[unit] = left.GetValueOrDefault(unit) + 1;
        var shared = 0;
        foreach (var unit in second.Units)
        {
            if (left.TryGetValue(unit, out var times) && times > 0)
            {
                shared++;
                left[unit] = times - 1;
            }
        }

        return 2.0 * shared / (first.Count + second.Count);
    }

    private sealed record Figures
    {
        public required int Shorter { get; init; }

        public required double Covered { get; init; }

        public required double Length { get; init; }

        public required double Titles { get; init; }

        public required int Replaced { get; init; }

        public required int NumbersReplaced { get; init; }

        public required int NumbersKept { get; init; }

        public required bool FromTheStart { get; init; }

        public required double? Days { get; init; }

        public required bool TitleNumbersDiffer { get; init; }

        public required bool SameSource { get; init; }

        public required bool Linked { get; init; }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Covered:P0} of the shorter text shared, {Length:P0} as long, titles {Titles:P0} alike, {Replaced} places differ, "
            + $"{NumbersReplaced} of them in numbers{(Days is { } days ? $", {days:0.#} days apart" : "")}");
    }
}
